package io.backout.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database is made of: object name to definition. Column order and AUTO_INCREMENT are left out, and so is
 * Prisma's own table, because they differ between equal schemas.
 */
public record Schema(Map<String, String> objects) {
    private static final String TABLES = "select concat('table ', table_name), concat_ws(' ', engine, table_collation)"
            + " from information_schema.tables where table_type = 'BASE TABLE' and table_schema = ?";
    private static final String COLUMNS = "select concat('column ', table_name, '.', column_name), concat_ws(' ',"
            + " column_type, if(is_nullable = 'YES', 'null', 'not null'), coalesce(column_default, 'no default'), extra,"
            + " character_set_name, collation_name) from information_schema.columns where table_schema = ?";
    private static final String INDEXES = "select concat('index ', table_name, '.', index_name), concat_ws(' ',"
            + " if(max(non_unique) = 0, 'unique', 'not unique'), max(index_type), group_concat(concat(column_name,"
            + " coalesce(concat('(', sub_part, ')'), '')) order by seq_in_index)) from information_schema.statistics"
            + " where table_schema = ? group by table_name, index_name";
    private static final String KEYS =
            "select concat('foreign key ', r.table_name, '.', r.constraint_name), concat_ws(' ',"
                    + " group_concat(k.column_name order by k.ordinal_position), 'to', r.referenced_table_name,"
                    + " group_concat(k.referenced_column_name order by k.ordinal_position), r.update_rule, r.delete_rule)"
                    + " from information_schema.referential_constraints r join information_schema.key_column_usage k"
                    + " on k.constraint_schema = r.constraint_schema and k.constraint_name = r.constraint_name"
                    + " and k.table_name = r.table_name where r.constraint_schema = ?"
                    + " group by r.table_name, r.constraint_name, r.referenced_table_name, r.update_rule, r.delete_rule";

    public Schema {
        objects = new TreeMap<>(objects);
    }

    static Schema read(Statement statement, String database) throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        for (String query : List.of(TABLES, COLUMNS, INDEXES, KEYS)) {
            try (var prepared = statement.getConnection().prepareStatement(query)) {
                prepared.setString(1, database);
                try (ResultSet rows = prepared.executeQuery()) {
                    while (rows.next()) {
                        objects.put(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        objects.keySet().removeIf(name -> name.matches("\\S+( key)? _prisma_migrations(\\..*)?"));
        return new Schema(objects);
    }

    /** How this schema differs from another, one sentence for each object. */
    public List<String> differencesFrom(Schema wanted) {
        List<String> differences = new ArrayList<>();
        wanted.objects.forEach((name, definition) -> {
            String found = objects.get(name);
            if (found == null) {
                differences.add("%s is missing".formatted(name));
            } else if (!found.equals(definition)) {
                differences.add("%s is '%s' instead of '%s'".formatted(name, found, definition));
            }
        });
        objects.keySet().stream()
                .filter(name -> !wanted.objects.containsKey(name))
                .forEach(name -> differences.add("%s should not be there".formatted(name)));
        return differences;
    }
}
