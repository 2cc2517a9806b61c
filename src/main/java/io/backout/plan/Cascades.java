package io.backout.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ways along foreign keys by which InnoDB changes rows by itself, which no binary log tells. */
record Cascades(List<ForeignKey> keys) {
    private static final String KEYS = """
            select table_name, referenced_table_name, delete_rule not in ('RESTRICT', 'NO ACTION'),
              update_rule not in ('RESTRICT', 'NO ACTION'), unique_constraint_name <=> 'PRIMARY'
            from information_schema.referential_constraints where constraint_schema = database()""";

    /**
     * @param from table whose rows change
     * @param to table whose change does that
     * @param ofPrimaryKey it refers to the primary key
     */
    private record ForeignKey(String from, String to, boolean onDelete, boolean onUpdate, boolean ofPrimaryKey) {
        boolean actsAfter(LoggedTable parent) {
            return onDelete && parent.deletes()
                    || onUpdate && (parent.keyChanges() || parent.updates() && !ofPrimaryKey);
        }
    }

    /** Those of the database that is in use. */
    static Cascades of(Statement statement) throws SQLException {
        List<ForeignKey> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(KEYS)) {
            while (row.next()) {
                keys.add(new ForeignKey(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)));
            }
        }
        return new Cascades(keys);
    }

    /** Tables that may have been changed, one from another. */
    Set<String> reached(Map<String, LoggedTable> tables) {
        Set<String> reached = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (ForeignKey key : keys) {
                LoggedTable parent = tables.get(key.to());
                boolean acts = reached.contains(key.to()) || parent != null && key.actsAfter(parent);
                more |= acts && reached.add(key.from());
            }
        }
        return reached;
    }
}
