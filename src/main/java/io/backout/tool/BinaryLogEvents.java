package io.backout.tool;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TransactionPayloadEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a reader what the events of a binary log say of one database; an event that it does not know ends the reading. */
final class BinaryLogEvents implements BinaryLogClient.EventListener {
    /** They say nothing of rows; or, as what is set for a statement that is logged as its text, nothing that the text does not. */
    private static final Pattern SILENT = Pattern.compile(
            "ROTATE|STOP|FORMAT_DESCRIPTION|XID|GTID|ANONYMOUS_GTID|PREVIOUS_GTIDS"
                    + "|MARIADB_GTID|MARIADB_GTID_LIST|BINLOG_CHECKPOINT|ANNOTATE_ROWS|ROWS_QUERY|HEARTBEAT|INTVAR|RAND|USER_VAR");

    private final BinaryLogClient client;
    private final String database;
    private final long end;
    private final BinaryLogReader reader;
    private final Map<Long, TableMapEventData> tables = new HashMap<>();
    private String failure = "";

    BinaryLogEvents(BinaryLogClient client, String database, Duration limit, BinaryLogReader reader) {
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
        if (failure.isEmpty() && System.nanoTime() > end) {
            fail("it is too long for the time there is");
        }
        if (!failure.isEmpty()) {
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
        long at = event.getHeader().getTimestamp();
        EventData data = event.getData();
        if (data instanceof TableMapEventData table) {
            tables.put(table.getTableId(), table);
        } else if (data instanceof QueryEventData query) {
            reader.statement(query.getDatabase(), query.getSql());
        } else if (data instanceof WriteRowsEventData rows) {
            table(rows.getTableId(), rows.getIncludedColumns())
                    .ifPresent(table -> rows.getRows().forEach(row -> reader.row(table, null, row, at)));
        } else if (data instanceof DeleteRowsEventData rows) {
            table(rows.getTableId(), rows.getIncludedColumns())
                    .ifPresent(table -> rows.getRows().forEach(row -> reader.row(table, row, null, at)));
        } else if (data instanceof UpdateRowsEventData rows) {
            table(rows.getTableId(), rows.getIncludedColumnsBeforeUpdate(), rows.getIncludedColumns())
                    .ifPresent(table ->
                            rows.getRows().forEach(row -> reader.row(table, row.getKey(), row.getValue(), at)));
        } else if (data instanceof TransactionPayloadEventData transaction) {
            transaction.getUncompressedEvents().forEach(this::tell);
        } else if (!SILENT.matcher(event.getHeader().getEventType().toString()).matches()) {
            fail("it holds an unknown kind of entries, " + event.getHeader().getEventType());
        }
    }

    /** Its name, where it is one of the database's. */
    private Optional<String> table(long id, BitSet... logged) {
        TableMapEventData table = Objects.requireNonNull(tables.get(id));
        boolean ours = table.getDatabase().equals(database);
        if (ours && Stream.of(logged).anyMatch(columns -> columns.cardinality() < table.getColumnTypes().length)) {
            fail("it holds rows without all of their columns (binlog_row_image)");
        }
        return ours ? Optional.of(table.getTable()) : Optional.empty();
    }
}
