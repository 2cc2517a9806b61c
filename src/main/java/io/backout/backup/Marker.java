package io.backout.backup;

import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table that travels with the restored tables: where it lies tells on which side of a cut-over the database is, because
 * the same statement moves it and them. Its row without a table's name holds the phase.
 */
public final class Marker {
    static final String TABLE = "__rb_marker";
    private static final String COLUMNS = "(run_id varchar(64) not null, phase varchar(32) not null,"
            + " table_name varchar(64) not null, `rows` bigint not null, at datetime(3) not null,"
            + " primary key (run_id, table_name)) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin";

    private final SwapNames names;

    public Marker(SwapNames names) {
        this.names = names;
    }

    /** In the shadow schema, which becomes ours by it. */
    public void create(Statement statement) throws SQLException {
        statement.execute("create table if not exists %s %s".formatted(in(names.shadow()), COLUMNS));
        note(statement, "", "RESTORING", 0);
    }

    /** One table's rows, or with an empty name the phase of all; may be repeated. */
    public void note(Statement statement, String table, String phase, long rows) throws SQLException {
        set(statement, names.shadow(), table, phase, rows);
    }

    /** @throws ToolException when it lies nowhere, or in more than one schema: then only a person can tell */
    String place(Statement statement) throws SQLException {
        List<String> places = Sql.strings(
                statement,
                "select table_schema from information_schema.tables where table_name = '%s' and table_schema in (%s)"
                        .formatted(
                                TABLE,
                                String.join(
                                        ", ",
                                        Stream.of(names.shadow(), names.live(), names.putAway(), names.undone())
                                                .map(Sql::text)
                                                .toList())));
        if (places.size() == 1 && !phase(statement, places.get(0)).isEmpty()) {
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

    /** Empty where it is of another run. */
    String phase(Statement statement, String schema) throws SQLException {
        return Sql.string(
                statement,
                "select phase from %s where run_id = %s and table_name = ''"
                        .formatted(in(schema), Sql.text(names.runId())));
    }

    void setPhase(Statement statement, String schema, String phase) throws SQLException {
        set(statement, schema, "", phase, 0);
    }

    private void set(Statement statement, String schema, String table, String phase, long rows) throws SQLException {
        statement.execute("replace into %s values (%s, %s, %s, %d, utc_timestamp(3))"
                .formatted(in(schema), Sql.text(names.runId()), Sql.text(phase), Sql.text(table), rows));
    }

    private static String in(String schema) {
        return Sql.quoted(schema, TABLE);
    }
}
