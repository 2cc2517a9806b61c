package io.backout.backup;

import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * Exports rows that were put away, as CSV with a line of names (RFC 4180, UTF-8): a value stands in quotes, NULL is nothing
 * at all, binary values are hexadecimal digits, times are in UTC.
 */
public final class PutAwayRows {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setNullString("")
            .get();
    private static final Duration USUAL = Duration.ofHours(1);

    private PutAwayRows() {}

    /** Within an hour. */
    public static long export(Mysql mysql, PutAway of, String table, boolean onlyMissing, OutputStream to) {
        return export(mysql, of, table, onlyMissing, to, USUAL);
    }

    /**
     * However large the table is, it needs memory for one row. The stream is flushed, and not closed.
     *
     * @param onlyMissing rows whose primary key is not in the live table now
     * @param limit of all
     * @return number of rows
     * @throws ToolException when the table is not there, has no primary key to tell by, or the limit is over
     */
    public static long export(
            Mysql mysql, PutAway of, String table, boolean onlyMissing, OutputStream to, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        return mysql.asAdministrator(limit, statement -> {
            statement.execute("set session sql_mode = '', time_zone = '+00:00', net_write_timeout = 600");
            requireTable(statement, mysql.database(), of.schema(), table);
            PutAwayQuery all = PutAwayQuery.all(statement, of.schema(), table);
            PutAwayQuery query = onlyMissing ? all.missing(statement, of.schema(), mysql.database(), table) : all;
            // The driver's word for "row by row"; otherwise it would hold all rows before it gave out the first.
            statement.setFetchSize(Integer.MIN_VALUE);
            try {
                return write(statement, query, to, until);
            } catch (IOException e) {
                abort(statement);
                throw new UncheckedIOException("rows of table '%s' could not be written".formatted(table), e);
            } catch (ToolException e) {
                abort(statement);
                throw e;
            }
        });
    }

    private static void requireTable(Statement statement, String live, String schema, String table)
            throws SQLException {
        if (PutAways.marker(statement, live, schema).isEmpty()) {
            throw new ToolException(
                    "schema '%s' holds nothing that was put away; nothing was exported".formatted(schema),
                    "choose one of the list of what was put away.");
        }
        List<String> tables = Tables.of(statement, schema);
        tables.remove(Marker.TABLE);
        if (!tables.contains(table)) {
            throw new ToolException(
                    "schema '%s' has no table '%s'; nothing was exported".formatted(schema, table),
                    "choose one of: %s.".formatted(String.join(", ", tables)));
        }
    }

    private static long write(Statement statement, PutAwayQuery query, OutputStream to, long until)
            throws SQLException, IOException {
        CSVPrinter csv = new CSVPrinter(new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8)), FORMAT);
        csv.printRecord(query.columns());
        long count = 0;
        ResultSet rows = statement.executeQuery(query.sql());
        for (; rows.next(); count++) {
            if (System.nanoTime() - until > 0) {
                throw new ToolException(
                        "the export was ended after its time limit, with %,d rows".formatted(count),
                        "raise the limit, or export from the server itself.");
            }
            for (int column = 1; column <= query.columns().size(); column++) {
                csv.print(rows.getString(column));
            }
            csv.println();
        }
        csv.flush();
        return count;
    }

    /** Otherwise the driver would read the other rows, too, before it closed. */
    private static void abort(Statement statement) throws SQLException {
        statement.getConnection().abort(Runnable::run);
    }
}
