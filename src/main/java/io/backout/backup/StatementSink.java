package io.backout.backup;

/** Hears what stands in a dump; offsets are in bytes of plain SQL, and texts are only valid during the call. */
interface StatementSink {
    /** A comment of one line between statements, without its marks. */
    void comment(String line, long end);

    /** @param rows of an INSERT, whose text then ends with VALUES; otherwise it has none */
    void statement(StatementText text, RowScanner rows, long begin, long end);

    /** @param what as the end of a sentence that begins with "the dump" */
    void wrong(long offset, String what);
}
