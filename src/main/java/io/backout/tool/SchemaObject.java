package io.backout.tool;

import java.util.List;

/**
 * An object of a {@link Schema} by its name there.
 *
 * @param kind table, column, index, foreign key, check, view, trigger, function, procedure, event or part
 * @param table that it belongs to; its own name where it belongs to none
 * @param name within the table; empty where it belongs to none
 */
public record SchemaObject(String kind, String table, String name) {
    public static SchemaObject of(String object) {
        String kind = object.startsWith("foreign key ") ? "foreign key" : object.substring(0, object.indexOf(' '));
        String rest = object.substring(kind.length() + 1);
        int dot = rest.indexOf('.');
        boolean part = dot > 0 && isPart(kind);
        return new SchemaObject(kind, part ? rest.substring(0, dot) : rest, part ? rest.substring(dot + 1) : "");
    }

    public boolean isTable() {
        return kind.equals("table");
    }

    /** It belongs to a table. */
    public boolean isPart() {
        return isPart(kind);
    }

    private static boolean isPart(String kind) {
        return List.of("column", "index", "foreign key", "check", "part").contains(kind);
    }

    public String quotedTable() {
        return quoted(table);
    }

    public String quotedName() {
        return quoted(name);
    }

    static String unquoted(String name) {
        return name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name;
    }

    /** As SQL names it. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
