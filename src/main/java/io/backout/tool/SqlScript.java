package io.backout.tool;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script of SQL, taken apart at its semicolons and nowhere else: each statement stays exactly as it was written. */
public record SqlScript(String text) {
    /** Quoted text and comments hide a semicolon; an executable comment is a statement's own text. */
    private static final Pattern TOKEN = Pattern.compile(
            "/\\*M?!.*?\\*/|(?<hidden>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\""
                    + "|/\\*.*?\\*/|--(?=\\s|\\z)[^\\n]*+|#[^\\n]*+)|(?<end>;)|`[^`]*+`|[^;'\"`/#-]++|.",
            Pattern.DOTALL);

    private static final Pattern DELIMITER = Pattern.compile("(?im)^\\s*delimiter\\s+[^\\w\\s(]+\\s*$");
    /** These may have statements inside, between BEGIN and END. */
    private static final Pattern PROGRAM =
            Pattern.compile("(?is)\\s*create\\s(?:(?!\\sas\\s|\\().)*?\\b(?:trigger|function|procedure|event)\\s.*");

    private static final Pattern OPENING = Pattern.compile("(?i)\\bbegin\\b|(?<!\\bend\\s{1,9})\\bcase\\b");
    private static final Pattern CLOSING = Pattern.compile("(?i)\\bend\\b(?!\\s+(?:if|loop|while|repeat|for)\\b)");

    /**
     * The statements, each with the comments before it.
     *
     * @throws ToolException when it is written for the command line only
     */
    public List<String> statements() {
        if (DELIMITER.matcher(bare(text)).find()) {
            throw new ToolException(
                    "DELIMITER is a command of the client 'mysql', which the server does not know",
                    "leave the DELIMITER lines out: BEGIN and END hold the statements between them together.");
        }
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (Matcher token = TOKEN.matcher(text); token.find(); ) {
            if (token.group("end") == null || isOpen(statement.toString())) {
                statement.append(token.group());
            } else {
                add(statements, statement);
            }
        }
        add(statements, statement);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder statement) {
        if (!bare(statement.toString()).isBlank()) {
            statements.add(statement.toString().strip());
            statement.setLength(0);
        }
    }

    private static boolean isOpen(String statement) {
        String bare = bare(statement);
        return PROGRAM.matcher(bare).matches()
                && OPENING.matcher(bare).results().count()
                        > CLOSING.matcher(bare).results().count();
    }

    /** Whether a statement speaks of a database by its name, instead of leaving that to the connection. */
    boolean names(String database) {
        String name = "(?:`%s`|(?<![\\w$.`])%s(?![\\w$]))"
                .formatted(Pattern.quote(database.replace("`", "``")), Pattern.quote(database));
        Pattern naming = Pattern.compile(
                "(?i)%1$s\\s*\\.|(?:^\\s*use|\\b(?:database|schema))\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?%1$s"
                        .formatted(name));
        return statements().stream().map(SqlScript::bare).anyMatch(bare -> naming.matcher(bare)
                .find());
    }

    /** SQL that leaves the database's name to the connection. */
    static String unqualified(String sql, String database) {
        // The name behind is passed over: a table may be called as its database is.
        return sql.replaceAll(Pattern.quote(SchemaObject.quoted(database)) + "\\.(`(?:[^`]|``)+`)", "$1");
    }

    /** As people read it in one line: a comment would hide what comes behind it. */
    public static String shown(String sql) {
        return TOKEN.matcher(sql)
                .replaceAll(token -> token.group(1) != null && !token.group(1).matches("(?s)['\"].*")
                        ? " "
                        : Matcher.quoteReplacement(token.group()))
                .strip();
    }

    /** Without texts and comments. */
    static String bare(String sql) {
        return TOKEN.matcher(sql)
                .replaceAll(token -> token.group(1) != null ? " " : Matcher.quoteReplacement(token.group()));
    }

    /** All results must be read, or an error in a later statement goes unseen. */
    static void execute(Statement statement, String sql) throws SQLException {
        statement.execute(sql);
        while (statement.getMoreResults() || statement.getUpdateCount() != -1) {}
    }
}
