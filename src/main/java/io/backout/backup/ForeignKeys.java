package io.backout.backup;

import io.backout.backup.SwapJournal.CutKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign keys that reach from one schema into another. */
final class ForeignKeys {
    private static final String LEAVING =
            "select table_name, constraint_name from information_schema.referential_constraints"
                    + " where constraint_schema = %1$s and unique_constraint_schema <> %1$s";

    private static final String INTO = "select concat(constraint_schema, '.', table_name, '.', constraint_name)"
            + " from information_schema.referential_constraints"
            + " where unique_constraint_schema = %1$s and constraint_schema <> %1$s";

    private ForeignKeys() {}

    /** Keys of other schemas, as people name them. */
    static List<String> into(Statement statement, String schema) throws SQLException {
        return Sql.strings(statement, INTO.formatted(Sql.text(schema)));
    }

    /** With their definitions. */
    static List<CutKey> leaving(Statement statement, String schema) throws SQLException {
        List<String[]> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(LEAVING.formatted(Sql.text(schema)))) {
            while (rows.next()) {
                names.add(new String[] {rows.getString(1), rows.getString(2)});
            }
        }
        List<CutKey> keys = new ArrayList<>();
        for (String[] name : names) {
            keys.add(new CutKey(name[0], name[1], definition(statement, schema, name[0], name[1])));
        }
        return keys;
    }

    static void cut(Statement statement, String schema, CutKey key) throws SQLException {
        statement.execute("alter table %s drop foreign key %s"
                .formatted(Sql.quoted(schema, key.table()), Sql.quoted(key.name())));
    }

    /** Unchecked, as it was. */
    static void add(Statement statement, String schema, List<CutKey> keys) throws SQLException {
        for (CutKey key : keys) {
            boolean present = !Sql.strings(
                            statement,
                            "select 1 from information_schema.table_constraints where constraint_schema = %s and table_name = %s and constraint_name = %s"
                                    .formatted(Sql.text(schema), Sql.text(key.table()), Sql.text(key.name())))
                    .isEmpty();
            if (!present) {
                statement.execute("alter table %s add %s".formatted(Sql.quoted(schema, key.table()), key.sql()));
            }
        }
    }

    private static String definition(Statement statement, String schema, String table, String name)
            throws SQLException {
        try (ResultSet row = statement.executeQuery("show create table " + Sql.quoted(schema, table))) {
            row.next();
            Matcher line = Pattern.compile(
                            "(?m)^\\s*(CONSTRAINT %s FOREIGN KEY .*?),?$".formatted(Pattern.quote(Sql.quoted(name))))
                    .matcher(row.getString(2));
            if (!line.find()) {
                throw new SQLException("foreign key '%s' of table '%s' is not shown".formatted(name, table));
            }
            return line.group(1);
        }
    }
}
