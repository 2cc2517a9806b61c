package io.backout.tool;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TransactionPayloadEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Tells a reader what the events of a binary log say of one database; an event that it does not know ends the reading. */
final class BinaryLogEvents implements BinaryLogClient.EventListener {
    /** They say nothing of rows; or, as what is set for a statement that is logged as its text, nothing that the text does not. */
    private static final Set<EventType> SILENT = EnumSet.of(
            EventType.ROTATE,
            EventType.STOP,
            EventType.FORMAT_DESCRIPTION,
            EventType.XID,
            EventType.GTID,
            EventType.ANONYMOUS_GTID,
            EventType.PREVIOUS_GTIDS,
            EventType.MARIADB_GTID,
            EventType.MARIADB_GTID_LIST,
            EventType.BINLOG_CHECKPOINT,
            EventType.ANNOTATE_ROWS,
            EventType.ROWS_QUERY,
            EventType.HEARTBEAT,
            EventType.INTVAR,
            EventType.RAND,
            EventType.USER_VAR);

    private final BinaryLogClient client;
    private final String database;
    private final long end;
    private final BinaryLog.Reader reader;
    private final Map<Long, TableMapEventData> tables = new HashMap<>();
    private String failure = "";

    BinaryLogEvents(BinaryLogClient client, String database, Duration limit, BinaryLog.Reader reader) {
        this.client = client;
        this.database = database;
        this.end = System.nanoTime() + limit.toNanos();
        this.reader = reader;
    }

    /** @throws ToolException when something was not told */
    void requireAll() {
        if (!failure.isEmpty()) {
            throw new ToolException("the binary log could not be read: " + failure, "look at the server's log.");
        }
    }

    void fail(String why) {
        failure = failure.isEmpty() ? why : failure;
        try {
            client.disconnect();
        } catch (IOException e) {
            // It is closed, whatever it says.
        }
    }

    /** Whatever it threw would be logged with the event, which holds a company's rows. */
    @Override
    public void onEvent(Event event) {
        if (!failure.isEmpty()) {
            return;
        }
        if (System.nanoTime() > end) {
            fail("it is too long for the time there is");
            return;
        }
        try {
            tell(event);
        } catch (ToolException e) {
            fail(e.fact());
        } catch (RuntimeException e) {
            fail("an entry was not understood (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    private void tell(Event event) {
        EventData data = event.getData();
        long at = event.getHeader().getTimestamp();
        if (data instanceof TableMapEventData table) {
            tables.put(table.getTableId(), table);
        } else if (data instanceof QueryEventData query) {
            reader.statement(query.getDatabase(), query.getSql());
        } else if (data instanceof WriteRowsEventData rows) {
            TableMapEventData table = table(rows.getTableId());
            if (isOurs(table, rows.getIncludedColumns())) {
                rows.getRows().forEach(row -> reader.row(table.getTable(), null, row, at));
            }
        } else if (data instanceof DeleteRowsEventData rows) {
            TableMapEventData table = table(rows.getTableId());
            if (isOurs(table, rows.getIncludedColumns())) {
                rows.getRows().forEach(row -> reader.row(table.getTable(), row, null, at));
            }
        } else if (data instanceof UpdateRowsEventData rows) {
            TableMapEventData table = table(rows.getTableId());
            if (isOurs(table, rows.getIncludedColumnsBeforeUpdate()) && isOurs(table, rows.getIncludedColumns())) {
                rows.getRows().forEach(row -> reader.row(table.getTable(), row.getKey(), row.getValue(), at));
            }
        } else if (data instanceof TransactionPayloadEventData transaction) {
            transaction.getUncompressedEvents().forEach(this::tell);
        } else if (!SILENT.contains(event.getHeader().getEventType())) {
            fail("it holds entries of a kind that is not known here (%s)"
                    .formatted(event.getHeader().getEventType()));
        }
    }

    private TableMapEventData table(long id) {
        return Objects.requireNonNull(tables.get(id));
    }

    private boolean isOurs(TableMapEventData table, BitSet columns) {
        if (!table.getDatabase().equals(database)) {
            return false;
        }
        if (columns.cardinality() < table.getColumnTypes().length) {
            fail("it holds rows without all of their columns (binlog_row_image)");
            return false;
        }
        return true;
    }
}
