package io.backout.tool;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Is told what a binary log says of one database, in the order in which it was committed. */
public interface BinaryLogReader {
    /**
     * One row, with every column in the table's order.
     *
     * @param before null where the row is new
     * @param after null where the row is gone
     * @param at when its statement began, in milliseconds by the server's clock
     */
    void row(String table, Serializable @Nullable [] before, Serializable @Nullable [] after, long at);

    /** What is logged as its text: a change of a schema, or one of rows that it does not name. */
    void statement(String database, String sql);
}
