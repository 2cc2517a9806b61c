package io.backout.backup;

import io.backout.backup.Marker.Phase;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What cut-overs put away, and its approved end. */
public final class PutAways {
    private static final String SIZE = "select count(*) - 1, coalesce(sum(table_rows), 0),"
            + " coalesce(sum(data_length + index_length), 0) from information_schema.tables where table_schema = %s"
            + " and table_type <> 'VIEW'";
    private static final String ROWS =
            "select table_name, coalesce(table_rows, 0) from information_schema.tables where table_schema = %s"
                    + " and table_type not in ('VIEW', 'SYSTEM VIEW', 'TEMPORARY')";
    private static final String SINCE =
            "select timestampdiff(second, '1970-01-01', at) from %s where run_id = %s and table_name = ''";

    private final Mysql mysql;

    public PutAways(Mysql mysql) {
        this.mysql = mysql;
    }

    /** All of the target, the newest first; also what the undoing of a cut-over put away. */
    public static List<PutAway> list(Mysql mysql) {
        return mysql.asAdministrator(statement -> {
            List<PutAway> found = new ArrayList<>();
            for (String schema : Tables.schemas(statement)) {
                Optional<Marker> marker = marker(statement, mysql.database(), schema);
                if (marker.isPresent()) {
                    found.add(read(statement, schema, marker.get().names().runId()));
                }
            }
            found.sort(Comparator.comparing(PutAway::since).reversed());
            return found;
        });
    }

    /** Name and rows of each table; the rows are an estimate of the server. */
    public static Map<String, Long> tables(Mysql mysql, PutAway of) {
        return mysql.asAdministrator(statement -> {
            Map<String, Long> tables = new TreeMap<>();
            try (ResultSet row = statement.executeQuery(ROWS.formatted(Sql.text(of.schema())))) {
                while (row.next()) {
                    tables.put(row.getString(1), row.getLong(2));
                }
            }
            tables.remove(Marker.TABLE);
            return tables;
        });
    }

    /** Of one run: what its cut-over put away, or what its undoing did; empty where neither is there. */
    public Optional<PutAway> find(SwapNames names) {
        return list(mysql).stream()
                .filter(putAway -> putAway.runId().equals(names.runId()))
                .findFirst();
    }

    /**
     * Drops it, which nobody can undo.
     *
     * @return false when no such schema is there any more
     * @throws ToolException when it is not marked as put away by this very run, or another schema's keys reach into it
     */
    public boolean drop(SwapNames names, String schema) {
        return mysql.alone(statement -> {
            if (!Tables.exists(statement, schema)) {
                return false;
            }
            Optional<Marker> marker = marker(statement, names.live(), schema);
            if (marker.filter(new Marker(names)::equals).isEmpty()) {
                throw new ToolException(
                        "schema '%s' does not carry the marker of run '%s'; nothing was dropped"
                                .formatted(schema, names.runId()),
                        "name the run that put it away.");
            }
            if (marker.get().phase(statement, schema).equals(Optional.of(Phase.SWAPPING_BACK))) {
                throw new ToolException(
                        "a swap back from schema '%s' was begun and not ended; nothing was dropped".formatted(schema),
                        "retry the swap back, or back it off.");
            }
            requireUnused(statement, schema);
            // Point of no return: the state before the cut-over exists no more in this server.
            statement.execute("set session foreign_key_checks = 0, lock_wait_timeout = 5");
            for (String table : Tables.of(statement, schema)) {
                // The marker goes last: whoever is interrupted here still finds out whose the rest is.
                if (!table.equals(Marker.TABLE)) {
                    statement.execute("drop table " + Sql.quoted(schema, table));
                }
            }
            statement.execute("drop database " + Sql.quoted(schema));
            return true;
        });
    }

    private static void requireUnused(Statement statement, String schema) throws SQLException {
        List<String> keys = ForeignKeys.into(statement, schema);
        if (!keys.isEmpty()) {
            throw new ToolException(
                    "foreign keys reach into schema '%s': %s; nothing was dropped"
                            .formatted(schema, String.join(", ", keys)),
                    "drop these keys first.");
        }
    }

    /** Of a schema that holds what was put away; empty for any other. */
    static Optional<Marker> marker(Statement statement, String live, String schema) throws SQLException {
        Optional<Marker> marker = Marker.in(statement, live, schema)
                .filter(found -> !found.names().shadow().equals(schema));
        return marker.isPresent()
                        && marker.get()
                                .phase(statement, schema)
                                .filter(phase -> phase.compareTo(Phase.SWAPPED) >= 0)
                                .isPresent()
                ? marker
                : Optional.empty();
    }

    private static PutAway read(Statement statement, String schema, String runId) throws SQLException {
        String since = Sql.string(statement, SINCE.formatted(Sql.quoted(schema, Marker.TABLE), Sql.text(runId)));
        try (ResultSet row = statement.executeQuery(SIZE.formatted(Sql.text(schema)))) {
            row.next();
            return new PutAway(
                    schema,
                    runId,
                    row.getInt(1),
                    row.getLong(2),
                    row.getLong(3),
                    Instant.ofEpochSecond(Long.parseLong(since)));
        }
    }
}
