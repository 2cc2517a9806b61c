package io.backout.plan;

import io.backout.tool.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a table, generated ones left out.
 *
 * @param types column to type
 * @param collations column to its character set and collation, as SQL has them behind "using"; empty where it has none
 * @param key columns of its primary key
 */
record ComparedTable(Map<String, String> types, Map<String, String> collations, List<String> key) {
    private static final Set<String> TEXT =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");

    ComparedTable() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    /** Rows can be told apart, and in both tables by the same columns. */
    boolean pairsWith(ComparedTable copy) {
        return !key.isEmpty() && key.equals(copy.key);
    }

    /** Of alias l, here, with alias s, the copy. */
    String join(ComparedTable copy) {
        return String.join(
                " and ", key.stream().map(column -> equal(column, copy)).toList());
    }

    /** SQL that is true where a row of l would lose a value to that of s. */
    String differs(ComparedTable copy) {
        List<String> parts = new ArrayList<>(List.of("false"));
        types.forEach((column, type) -> {
            String quoted = SchemaObject.quoted(column);
            if (!copy.types.containsKey(column)) {
                parts.add("l.%s is not null".formatted(quoted));
            } else if (TEXT.contains(type)) {
                // A collation would take 'a' for 'A'.
                parts.add("not cast(l.%s as binary) <=> cast(s.%s as binary)".formatted(quoted, quoted));
            } else {
                parts.add("not l.%s <=> s.%s".formatted(quoted, quoted));
            }
        });
        return String.join(" or ", parts);
    }

    /** The server compares only what has the same collation; the copy's column stays bare, for its index. */
    private String equal(String column, ComparedTable copy) {
        String quoted = SchemaObject.quoted(column);
        String wanted = copy.collations.getOrDefault(column, "");
        if (wanted.isEmpty() || wanted.equals(collations.get(column))) {
            return "s.%1$s = l.%1$s".formatted(quoted);
        }
        String[] using = wanted.split(" ", 2);
        return "s.%s = convert(l.%s using %s) %s".formatted(quoted, quoted, using[0], using[1]);
    }
}
