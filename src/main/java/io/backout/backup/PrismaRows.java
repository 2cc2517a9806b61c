package io.backout.backup;

import io.backout.tool.MigrationRow;
import io.backout.tool.MigrationRow.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of Prisma's own table in a dump: the only ones that are read as values. */
final class PrismaRows {
    static final String TABLE = "_prisma_migrations";

    private static final Pattern VALUE = Pattern.compile("'((?:[^'\\\\]|\\\\.|'')*+)'|([^,()'\\s]+)", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("\\((?:'(?:[^'\\\\]|\\\\.|'')*+'|[^()'])*+\\)", Pattern.DOTALL);

    private PrismaRows() {}

    static boolean isInsert(StatementText text) {
        return text.endsWith("`_PRISMA_MIGRATIONS` VALUES");
    }

    /**
     * The rows of one INSERT.
     *
     * @param columns of the table, in the dump's order
     */
    static List<MigrationRow> of(String insert, List<String> columns) {
        List<MigrationRow> rows = new ArrayList<>();
        Matcher row = ROW.matcher(insert);
        while (row.find()) {
            List<Optional<String>> values = new ArrayList<>();
            Matcher value = VALUE.matcher(row.group().substring(1, row.group().length() - 1));
            while (value.find()) {
                values.add(
                        value.group(1) == null && value.group(2).equalsIgnoreCase("NULL")
                                ? Optional.empty()
                                : Optional.of(value.group(1) == null ? value.group(2) : unescaped(value.group(1))));
            }
            rows.add(new MigrationRow(
                    value(values, columns, "migration_name").orElse(""),
                    value(values, columns, "checksum").orElse(""),
                    value(values, columns, "rolled_back_at").isPresent()
                            ? State.ROLLED_BACK
                            : value(values, columns, "finished_at").isPresent() ? State.APPLIED : State.FAILED));
        }
        return rows;
    }

    private static Optional<String> value(List<Optional<String>> values, List<String> columns, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= values.size() ? Optional.empty() : values.get(index);
    }

    private static String unescaped(String text) {
        return text.replace("''", "'").replaceAll("(?s)\\\\(.)", "$1");
    }
}
