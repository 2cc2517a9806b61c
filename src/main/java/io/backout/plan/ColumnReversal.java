package io.backout.plan;

import io.backout.plan.Reversal.Phase;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaObject;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One column: taken away with its values, or defined as before where every value still fits. */
final class ColumnReversal {
    /** "`name` type rest"; the type may list values in quotes. */
    private static final Pattern DEFINITION =
            Pattern.compile("`(?:[^`]|``)+` (\\w+)(\\((?:[^()']|'(?:[^']|'')*')*\\))?(.*)", Pattern.DOTALL);
    /** What says where a value is missing; both may change without touching a value that is there. */
    private static final Pattern MISSING = Pattern.compile(
            " NOT NULL| NULL| DEFAULT (?:'(?:[^']|'')*'|[\\w.+-]+(?:\\([^()]*\\))?)| COMMENT '(?:[^']|'')*'");

    private static final String NOT_NULL = " NOT NULL";

    private ColumnReversal() {}

    static List<Reversal> of(String name, SchemaObject object, String from, String to) {
        if (from.isEmpty()) {
            return List.of(Reversal.impossible("%s was dropped, and its values with it".formatted(name)));
        }
        String alter = "ALTER TABLE %s ".formatted(object.quotedTable());
        String count = "SELECT COUNT(*) FROM %s WHERE ".formatted(object.quotedTable());
        if (to.isEmpty()) {
            SchemaChange drop = new SchemaChange(name, from, to, alter + "DROP COLUMN " + object.quotedName())
                    .losing(count + object.quotedName() + " IS NOT NULL");
            return List.of(Reversal.by(Phase.COLUMNS_AWAY, drop));
        }
        Matcher live = DEFINITION.matcher(from);
        Matcher wanted = DEFINITION.matcher(to);
        String misfit = live.matches() && wanted.matches() ? misfit(object.quotedName(), live, wanted) : "";
        if (misfit.isEmpty()) {
            return List.of(
                    Reversal.impossible("%s is '%s' instead of '%s', and not every value may survive the way back"
                            .formatted(name, from, to)));
        }
        SchemaChange modify =
                new SchemaChange(name, from, to, alter + "MODIFY COLUMN " + to).hinderedBy(count + misfit);
        return List.of(Reversal.by(Phase.COLUMNS_BACK, modify));
    }

    /** A condition for the values that do not fit into the wanted definition; empty where none can be told. */
    private static String misfit(String column, Matcher live, Matcher wanted) {
        boolean sameRest = rest(live).equals(rest(wanted));
        if (!sameRest
                || !live.group(1).equals(wanted.group(1))
                || wanted.group(3).contains(" AS ")) {
            return "";
        }
        String nulls =
                wanted.group(3).contains(NOT_NULL) && !live.group(3).contains(NOT_NULL) ? column + " IS NULL" : "";
        String types = Objects.equals(live.group(2), wanted.group(2)) ? "FALSE" : values(column, wanted);
        return types.isEmpty() || nulls.isEmpty() ? types : nulls + " OR " + types;
    }

    private static String rest(Matcher definition) {
        return MISSING.matcher(definition.group(3)).replaceAll("");
    }

    private static String values(String column, Matcher wanted) {
        return switch (wanted.group(1)) {
            case "varchar", "char" ->
                "CHAR_LENGTH(%s) > %s".formatted(column, wanted.group(2).replaceAll("[()]", ""));
            case "enum" -> "%s NOT IN %s".formatted(column, wanted.group(2));
            case "int", "bigint", "smallint", "tinyint", "mediumint" -> "FALSE";
            default -> "";
        };
    }
}
