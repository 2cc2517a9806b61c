package io.backout.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The next AUTO_INCREMENT of each table. */
final class Numbers {
    private Numbers() {}

    static Map<String, Long> of(Statement statement, String schema) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(
                "select table_name, auto_increment from information_schema.tables where table_schema = %s and auto_increment is not null"
                        .formatted(Sql.text(schema)))) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }

    static void raise(Statement statement, String schema, Map<String, Long> atLeast) throws SQLException {
        for (Map.Entry<String, Long> now : of(statement, schema).entrySet()) {
            long wanted = atLeast.getOrDefault(now.getKey(), 0L);
            if (wanted > now.getValue()) {
                statement.execute(
                        "alter table %s auto_increment = %d".formatted(Sql.quoted(schema, now.getKey()), wanted));
            }
        }
    }
}
