package io.backout.tool;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database of its own beside the live one, used and removed again. */
final class ScratchDatabase {
    private static final String PREFIX = "backout_scratch_";

    private ScratchDatabase() {}

    /** Work in the database of this name. */
    @FunctionalInterface
    interface Work<T> {
        T in(String scratch) throws SQLException;
    }

    /** @param options character set and collation; empty for the server's */
    static <T> T with(Statement statement, String options, Work<T> work) throws SQLException {
        String scratch = PREFIX + UUID.randomUUID().toString().replace("-", "");
        statement.execute("create database %s %s".formatted(SchemaObject.quoted(scratch), options));
        try {
            return work.in(scratch);
        } finally {
            // A script's own locks would keep it.
            statement.execute("unlock tables");
            statement.execute("drop database " + SchemaObject.quoted(scratch));
        }
    }
}
