package io.backout.backup;

import io.backout.tool.SchemaObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Short questions on an open connection whose sql_mode is empty, and names and texts as SQL writes them. */
final class Sql {
    private Sql() {}

    /** First column of each row. */
    static List<String> strings(Statement statement, String query) throws SQLException {
        return strings(statement.executeQuery(query));
    }

    static List<String> strings(ResultSet rows) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                strings.add(String.valueOf(rows.getString(1)));
            }
        }
        return strings;
    }

    /** First column of the first row; empty where there is none. */
    static String string(Statement statement, String query) throws SQLException {
        return strings(statement, query).stream().findFirst().orElse("");
    }

    static void use(Statement statement, String schema) throws SQLException {
        statement.execute("use " + quoted(schema));
    }

    static String quoted(String name) {
        return SchemaObject.quoted(name);
    }

    static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
