package io.backout.backup;

import java.util.ArrayList;
import java.util.List;

/**
 * A CREATE TABLE as the server writes it, taken apart at the commas between its parts and nowhere else: a comment or a
 * default may have a line of its own that looks like a part.
 *
 * @param parts columns, keys and checks
 * @param options from the closing parenthesis on
 */
record DefinitionParts(String head, List<String> parts, String options) {
    private static final String FIRST = "(\n  ";
    private static final String NEXT = ",\n  ";
    private static final String LAST = "\n)";

    static DefinitionParts of(String create) {
        List<String> parts = new ArrayList<>();
        int begin = create.indexOf(FIRST) + FIRST.length();
        String head = create.substring(0, begin);
        char quote = 0;
        for (int i = begin; i < create.length(); i++) {
            char next = create.charAt(i);
            if (quote != 0) {
                if (next == '\\' && quote != '`') {
                    i++;
                } else if (next == quote) {
                    quote = 0;
                }
            } else if (next == '\'' || next == '"' || next == '`') {
                quote = next;
            } else if (create.startsWith(NEXT, i)) {
                parts.add(create.substring(begin, i));
                begin = i + NEXT.length();
            } else if (create.startsWith(LAST, i)) {
                parts.add(create.substring(begin, i));
                return new DefinitionParts(head, parts, create.substring(i));
            }
        }
        throw new IllegalArgumentException("no definition of a table as a server writes it: " + create);
    }

    /** The same table of some of the parts. */
    String with(List<String> some) {
        return head + String.join(NEXT, some) + options;
    }
}
