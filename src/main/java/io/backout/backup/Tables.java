package io.backout.backup;

import io.backout.tool.ScratchSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a schema holds that has rows, and the one statement that moves it. */
final class Tables {
    /** MariaDB has more kinds of tables than one: sequences, and tables with system versioning. */
    private static final String HOLDS_ROWS = "select table_name from information_schema.tables where table_schema = %s"
            + " and table_type not in ('VIEW', 'SYSTEM VIEW', 'TEMPORARY') order by table_name";

    private Tables() {}

    static List<String> of(Statement statement, String schema) throws SQLException {
        return Sql.strings(statement, HOLDS_ROWS.formatted(Sql.text(schema)));
    }

    static boolean exists(Statement statement, String schema) throws SQLException {
        return !Sql.strings(
                        statement,
                        "select 1 from information_schema.schemata where schema_name = %s".formatted(Sql.text(schema)))
                .isEmpty();
    }

    static List<String> schemas(Statement statement) throws SQLException {
        return Sql.strings(statement, "select schema_name from information_schema.schemata order by schema_name");
    }

    /** With the defaults of another schema, where it is not there yet. */
    static void createSchema(Statement statement, String schema, String like) throws SQLException {
        statement.execute(
                "create database if not exists " + Sql.quoted(schema) + " " + ScratchSchema.defaults(statement, like));
    }

    /** First everything of live makes room, then what stood aside takes its place: in one statement, so all or nothing. */
    static String swap(List<String> live, List<String> side, SwapRoute route) {
        List<String> moves = new ArrayList<>();
        live.forEach(table -> moves.add(move(table, route.live(), route.away())));
        side.forEach(table -> moves.add(move(table, route.side(), route.live())));
        return "rename table " + String.join(", ", moves);
    }

    static String move(String table, String from, String to) {
        return Sql.quoted(from, table) + " to " + Sql.quoted(to, table);
    }
}
