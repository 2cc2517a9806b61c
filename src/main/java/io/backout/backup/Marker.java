package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table in which a rollback writes what it has done with its schemas: as durable as the rows that it speaks of, and
 * moved by the same statement, so that where it lies tells on which side of a cut-over the database is. Its row without a
 * table's name holds the phase of all; each other row says that a table is whole.
 */
record Marker(SwapNames names) {
    static final String TABLE = "__rb_marker";
    private static final String WHOLE = "WHOLE";
    private static final String COLUMNS = "(run_id varchar(64) not null, table_name varchar(64) not null,"
            + " phase varchar(16) not null, `rows` bigint not null, dump_sha256 varchar(64) not null,"
            + " at datetime(3) not null, primary key (run_id, table_name))"
            + " engine = InnoDB default character set utf8mb4 collate utf8mb4_bin";

    /** In the order in which a rollback comes by. */
    enum Phase {
        RESTORING,
        RESTORED,
        VERIFIED,
        SWAPPING,
        SWAPPED,
        SWAPPING_BACK,
        SWAPPED_BACK
    }

    /** Whose marker a schema carries; empty where that is none of ours, or it names another schema. */
    static Optional<Marker> in(Statement statement, String live, String schema) throws SQLException {
        boolean readable = Sql.strings(
                        statement,
                        "select column_name from information_schema.columns where table_schema = %s and table_name = '%s'"
                                .formatted(Sql.text(schema), TABLE))
                .containsAll(List.of("run_id", "table_name", "phase", "dump_sha256"));
        List<String> runs = readable
                ? Sql.strings(statement, "select run_id from %s where table_name = ''".formatted(in(schema)))
                : List.of();
        return runs.stream()
                .filter(run -> runs.size() == 1 && SwapNames.isId(run))
                .map(run -> new Marker(SwapNames.of(live, run)))
                .filter(marker -> marker.names.aside().contains(schema))
                .findFirst();
    }

    /** In the shadow schema, which becomes ours by it; tables that are whole stay so. */
    void begin(Statement statement, String sha256) throws SQLException {
        statement.execute("create table if not exists %s %s".formatted(in(names.shadow()), COLUMNS));
        statement.execute(row("", Phase.RESTORING.name(), 0, sha256));
    }

    /** Its rows and indexes are in; a table without this is loaded again from its beginning. */
    void whole(LoadStatement statement, DumpTable table) throws SQLException {
        statement.execute(row(table.name(), WHOLE, table.rows(), ""));
    }

    List<String> wholeTables(LoadStatement statement) throws SQLException {
        return Sql.strings(statement.query("select table_name from %s where run_id = %s and phase = '%s'"
                .formatted(in(names.shadow()), Sql.text(names.runId()), WHOLE)));
    }

    private String row(String table, String phase, long rows, String sha256) {
        return "replace into %s (run_id, table_name, phase, `rows`, dump_sha256, at) values (%s, %s, %s, %d, %s, utc_timestamp(3))"
                .formatted(
                        in(names.shadow()),
                        Sql.text(names.runId()),
                        Sql.text(table),
                        Sql.text(phase),
                        rows,
                        Sql.text(sha256));
    }

    /** @throws ToolException when it lies nowhere, or in more than one schema: then only a person can tell */
    String place(Statement statement) throws SQLException {
        List<String> places = new ArrayList<>();
        // Each schema by itself, in the order in which a cut-over moves it: a list of the server's tables is no
        // moment's picture.
        for (String schema : List.of(names.shadow(), names.live(), names.putAway(), names.undone())) {
            if (liesIn(statement, schema)) {
                places.add(schema);
            }
        }
        if (places.size() == 1 && phase(statement, places.get(0)).isPresent()) {
            return places.get(0);
        }
        throw new ToolException(
                "the marker table of run '%s' lies in %s, so nobody can tell which side of the cut-over '%s' is on; nothing was changed"
                        .formatted(
                                names.runId(),
                                places.isEmpty()
                                        ? "no schema"
                                        : places.size() == 1
                                                ? "'%s' without a row of this run".formatted(places.get(0))
                                                : String.join(" and ", places),
                                names.live()),
                "restore the copy aside again, or let the database administrator look at the schemas '%s__…'."
                        .formatted(names.live()));
    }

    private static boolean liesIn(Statement statement, String schema) throws SQLException {
        try {
            statement
                    .executeQuery("select 1 from %s limit 0".formatted(in(schema)))
                    .close();
            return true;
        } catch (SQLException e) {
            if (Failures.isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Empty where it is of another run. */
    Optional<Phase> phase(Statement statement, String schema) throws SQLException {
        String phase = value(statement, schema, "phase");
        return Stream.of(Phase.values())
                .filter(known -> known.name().equals(phase))
                .findFirst();
    }

    /** Of the file that is restored. */
    String sha256(Statement statement, String schema) throws SQLException {
        return value(statement, schema, "dump_sha256");
    }

    private String value(Statement statement, String schema, String column) throws SQLException {
        return Sql.string(
                statement,
                "select %s from %s where run_id = %s and table_name = ''"
                        .formatted(column, in(schema), Sql.text(names.runId())));
    }

    void setPhase(Statement statement, String schema, Phase phase) throws SQLException {
        statement.execute("update %s set phase = '%s', at = utc_timestamp(3) where run_id = %s and table_name = ''"
                .formatted(in(schema), phase, Sql.text(names.runId())));
    }

    private static String in(String schema) {
        return Sql.quoted(schema, TABLE);
    }
}
