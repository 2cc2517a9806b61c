package io.backout.backup;

/**
 * An object beside the tables.
 *
 * @param sql creates it in the database in use
 * @param sqlMode in which it is parsed, and in which it runs
 * @param collation of the connection that created it; empty: the session's
 * @param timeZone of an event; empty: the session's
 */
public record StoredObject(Kind kind, String name, String sql, String sqlMode, String collation, String timeZone) {
    /** In the order in which they can be created: a view may call a function, and a trigger a procedure. */
    public enum Kind {
        FUNCTION,
        PROCEDURE,
        VIEW,
        TRIGGER,
        EVENT
    }

    public StoredObject(Kind kind, String name, String sql, String sqlMode) {
        this(kind, name, sql, sqlMode, "", "");
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isSameName(StoredObject other) {
        // The server compares the names of programs without case; those of views and triggers differ in no dump by it.
        return kind == other.kind && name.equalsIgnoreCase(other.name);
    }
}
