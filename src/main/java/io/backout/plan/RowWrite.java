package io.backout.plan;

import io.backout.tool.SchemaStatement;
import io.backout.tool.SqlScript;
import io.backout.tool.ToolException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement that leaves the schema alone does to rows.
 *
 * @param table empty when it writes none
 * @param destroys rows that are there may change or go
 */
record RowWrite(String table, boolean destroys) {
    private static final String NAME = "(?:`(?<quoted>(?:[^`]|``)+)`|(?<bare>[\\w$]+))";
    private static final String REST = "(?:(?=[\\s(])|$)(?<rest>.*)";
    /** One table, and nothing that could be another one before its rows are told. */
    private static final List<Pattern> WRITES = List.of(
            Pattern.compile("(?is)update(?:\\s+low_priority)?(?:\\s+ignore)?\\s+" + NAME + "\\s+set" + REST),
            Pattern.compile("(?is)delete(?:\\s+quick)?(?:\\s+ignore)?\\s+from\\s+" + NAME
                    + "(?=\\s+(?:where|order|limit)\\s|\\s*$)" + REST),
            Pattern.compile("(?is)truncate(?:\\s+table)?\\s+" + NAME + "(?=\\s*$)" + REST),
            Pattern.compile("(?is)replace(?:\\s+into)?\\s+" + NAME + REST),
            Pattern.compile("(?is)insert(?:\\s+ignore)?(?:\\s+into)?\\s+" + NAME + REST));
    /** They change neither schema nor rows; what a function does cannot be seen. */
    private static final Pattern HARMLESS =
            Pattern.compile("(?is)(?:set\\s(?!\\s*(?:global|persist))[^(]*|select\\s(?!.*\\binto\\b)[^(]*)");

    /** @throws ToolException when it cannot be told what the statement changes */
    static RowWrite of(SchemaStatement statement) {
        String sql = SqlScript.shown(statement.sql());
        if (HARMLESS.matcher(sql).matches()) {
            return new RowWrite("", false);
        }
        for (Pattern write : WRITES) {
            Matcher matcher = write.matcher(sql);
            if (matcher.matches()) {
                return of(sql, matcher);
            }
        }
        throw new ToolException(
                "it cannot be told what '%s' in 'down.sql' of migration '%s' changes, so it can be neither counted nor kept"
                        .formatted(sql, statement.source()),
                "write it as UPDATE, DELETE, INSERT, REPLACE or TRUNCATE of one table, or choose level 3.");
    }

    private static RowWrite of(String sql, Matcher matcher) {
        String table = matcher.group("bare") != null
                ? matcher.group("bare")
                : matcher.group("quoted").replace("``", "`");
        boolean onlyAdds = sql.regionMatches(true, 0, "insert", 0, "insert".length())
                && !matcher.group("rest").matches("(?is).*\\bon\\s+duplicate\\s+key\\b.*");
        return new RowWrite(table, !onlyAdds);
    }
}
