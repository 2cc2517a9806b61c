package io.backout.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows whose foreign key leads nowhere: the keys were added without a check, as every restore of a dump does. */
final class Orphans {
    /** One row for each column of each key, in order. */
    private static final String KEYS = "select constraint_name, table_name, column_name, referenced_table_schema,"
            + " referenced_table_name, referenced_column_name from information_schema.key_column_usage"
            + " where table_schema = database() and referenced_table_name is not null"
            + " order by table_name, constraint_name, ordinal_position";

    private Orphans() {}

    /** @param columns child and parent, in pairs */
    private record Key(String name, String table, String parentSchema, String parent, List<String[]> columns) {
        String question() {
            String join = columns.stream()
                    .map(pair -> "c.%s = p.%s".formatted(Sql.quoted(pair[0]), Sql.quoted(pair[1])))
                    .collect(Collectors.joining(" and "));
            // A key of which a column is NULL leads nowhere by right.
            String set = columns.stream()
                    .map(pair -> "c.%s is not null".formatted(Sql.quoted(pair[0])))
                    .collect(Collectors.joining(" and "));
            return "select count(*) from %s c left join %s.%s p on %s where %s and p.%s is null"
                    .formatted(
                            Sql.quoted(table),
                            Sql.quoted(parentSchema),
                            Sql.quoted(parent),
                            join,
                            set,
                            Sql.quoted(columns.get(0)[1]));
        }
    }

    /** In the database in use. */
    static List<CopyFinding> find(Statement statement) throws SQLException {
        List<CopyFinding> findings = new ArrayList<>();
        for (Key key : keys(statement)) {
            try (ResultSet row = statement.executeQuery(key.question())) {
                row.next();
                if (row.getLong(1) > 0) {
                    findings.add(new CopyFinding(
                            key.table(),
                            "table '%s' has %d rows without their row in '%s' (foreign key '%s')"
                                    .formatted(key.table(), row.getLong(1), key.parent(), key.name()),
                            CopyFinding.OTHER_BACKUP));
                }
            }
        }
        return findings;
    }

    private static List<Key> keys(Statement statement) throws SQLException {
        List<Key> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                Key last = keys.isEmpty() ? null : keys.get(keys.size() - 1);
                String[] columns = {row.getString(3), row.getString(6)};
                if (last != null
                        && last.table().equals(row.getString(2))
                        && last.name().equals(row.getString(1))) {
                    last.columns().add(columns);
                } else {
                    List<String[]> all = new ArrayList<>();
                    all.add(columns);
                    keys.add(new Key(row.getString(1), row.getString(2), row.getString(4), row.getString(5), all));
                }
            }
        }
        return keys;
    }
}
