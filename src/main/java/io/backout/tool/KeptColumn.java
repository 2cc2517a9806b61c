package io.backout.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The values of one column with the primary keys of their rows.
 *
 * @param keys columns of the primary key
 * @param keyDefinitions theirs
 * @param definition of the column
 * @param options of the table, on which the column's character set may depend
 */
record KeptColumn(
        SchemaObject column, List<String> keys, List<String> keyDefinitions, String definition, String options)
        implements Kept {
    private static final int BYTES_OF_KEYS = 20;

    static KeptColumn of(SchemaObject column, SchemaChange change, Schema schema) {
        String primary = schema.objects().getOrDefault("index %s.PRIMARY".formatted(column.table()), "");
        if (primary.isEmpty()) {
            throw new ToolException(
                    "table '%s' has no primary key, so the values of column '%s' could not be brought back"
                            .formatted(column.table(), column.name()),
                    "write a 'down.sql' that keeps them, or choose level 3.");
        }
        List<String> keys = Arrays.stream(primary.substring(primary.indexOf('(') + 1, primary.lastIndexOf(')'))
                        .split(","))
                .map(key -> key.substring(1, key.lastIndexOf('`')).replace("``", "`"))
                .toList();
        List<String> definitions = keys.stream()
                .map(key -> schema.objects()
                        .getOrDefault("column %s.%s".formatted(column.table(), key), "")
                        .replace(" AUTO_INCREMENT", ""))
                .toList();
        String options = schema.objects()
                .getOrDefault("table " + column.table(), "")
                .lines()
                .findFirst()
                .orElse("");
        return new KeptColumn(column, keys, definitions, change.from(), options);
    }

    @Override
    public String name() {
        return "column %s.%s".formatted(column.table(), column.name());
    }

    @Override
    public void write(Statement statement, String live, BufferedWriter out) throws IOException, SQLException {
        String keep = SchemaObject.quoted("backout_kept_" + Integer.toHexString(name().hashCode()));
        String keyList = keyList();
        out.write("CREATE TABLE %s (%s, %s, PRIMARY KEY (%s)) %s;\n"
                .formatted(keep, String.join(", ", keyDefinitions), definition, keyList, options));
        List<String> names = new ArrayList<>(keys);
        names.add(column.name());
        new RowWriter(statement, live, column.table())
                .write(
                        "INSERT INTO %s (%s, %s)".formatted(keep, keyList, column.quotedName()),
                        names,
                        column.quotedName() + " IS NOT NULL",
                        out);
        out.write("ALTER TABLE %s ADD COLUMN %s;\n".formatted(column.quotedTable(), definition));
        out.write("UPDATE %1$s JOIN %2$s USING (%3$s) SET %1$s.%4$s = %2$s.%4$s;\n"
                .formatted(column.quotedTable(), keep, keyList, column.quotedName()));
        out.write("DROP TABLE %s;\n".formatted(keep));
    }

    @Override
    public void prepare(Statement statement, String live, String scratch) throws SQLException {
        String keyList = keyList();
        statement.execute("create table if not exists %s (%s, primary key (%s)) %s"
                .formatted(place(scratch), String.join(", ", keyDefinitions), keyList, options));
        statement.execute("insert ignore into %s (%s) select %s from %s"
                .formatted(place(scratch), keyList, keyList, place(live)));
    }

    @Override
    public long bytes(Statement statement, String live) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select coalesce(sum(length(%1$s)), 0) + count(*) * %2$d from %3$s where %1$s is not null"
                        .formatted(column.quotedName(), BYTES_OF_KEYS * keys.size(), place(live)))) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public boolean isBack(Statement statement, String live, String scratch) throws SQLException {
        String same = keys.stream()
                .map(key -> "a.%1$s = b.%1$s".formatted(SchemaObject.quoted(key)))
                .collect(Collectors.joining(" and "));
        String question =
                "select count(*) from %1$s a left join %2$s b on %3$s where not (binary a.%4$s <=> binary b.%4$s)"
                        .formatted(place(live), place(scratch), same, column.quotedName());
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1) == 0;
        }
    }

    private String keyList() {
        return keys.stream().map(SchemaObject::quoted).collect(Collectors.joining(", "));
    }

    private String place(String database) {
        return SchemaObject.quoted(database) + "." + column.quotedTable();
    }
}
