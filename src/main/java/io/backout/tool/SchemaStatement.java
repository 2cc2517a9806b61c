package io.backout.tool;

import java.util.List;

/**
 * One statement of the way back to a schema, with what it was seen to do when it was rehearsed.
 *
 * @param source the migration whose 'down.sql' it was written in; empty when it was derived
 * @param effects on the schema; empty when it changes only data
 * @param hindered SQL that counts what keeps the statement from being done without loss; empty when nothing can
 */
public record SchemaStatement(String source, String sql, List<SchemaEffect> effects, String hindered) {
    public SchemaStatement {
        effects = List.copyOf(effects);
    }

    /** It changes the connection only, as 'SET FOREIGN_KEY_CHECKS = 0' does. */
    public boolean setsConnection() {
        return effects.isEmpty() && SqlScript.bare(sql).matches("(?is)\\s*set\\s.*");
    }

    /** As the beginning of a sentence. */
    String origin() {
        return origin(source);
    }

    static String origin(String source) {
        return source.isEmpty() ? "a derived statement" : "'down.sql' of migration '%s'".formatted(source);
    }
}
