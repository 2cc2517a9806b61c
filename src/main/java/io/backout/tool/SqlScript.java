package io.backout.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A script of SQL, taken apart at its semicolons and nowhere else: each statement stays exactly as it was written. */
public record SqlScript(String text) {
    /** Quoted text and comments hide a semicolon; an executable comment is a statement's own text. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`"
                    + "|(?<comment>/\\*(?!!).*?\\*/|--(?=\\s|$)[^\\n]*+|#[^\\n]*+)|(?<end>;)|(?<other>[^;'\"`/#-]++|.)",
            Pattern.DOTALL);

    /** The statements, each with the comments before it. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean empty = true;
        for (Matcher token = TOKEN.matcher(text); token.find(); ) {
            if (token.group("end") == null) {
                statement.append(token.group());
                empty &= token.group("comment") != null || token.group().isBlank();
            } else if (!empty) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
                empty = true;
            }
        }
        if (!empty) {
            statements.add(statement.toString().strip());
        }
        return statements;
    }

    /** Whether a statement speaks of a database by its name, instead of leaving that to the connection. */
    boolean names(String database) {
        String name = "(?:`%1$s`|(?<![\\w$.`])%1$s)".formatted(Pattern.quote(database));
        Pattern qualified = Pattern.compile("(?i)%1$s\\s*\\.|^\\s*use\\s+%1$s\\s*$".formatted(name));
        return statements().stream()
                .map(SqlScript::bare)
                .anyMatch(bare -> qualified.matcher(bare).find());
    }

    /** Without texts and comments. */
    private static String bare(String statement) {
        return TOKEN.matcher(statement)
                .results()
                .map(token -> token.group())
                .flatMap(token ->
                        token.matches("(?s)['\"].*|/\\*[^!].*|--\\s.*|#.*") ? Stream.of(" ") : Stream.of(token))
                .reduce("", String::concat);
    }
}
