package io.backout.backup;

/**
 * Something in a dump that must not be there.
 *
 * @param offset where, in bytes of plain SQL
 * @param what as the end of a sentence that begins with "the dump"
 */
public record DumpProblem(Kind kind, long offset, String what) {
    /** What it is about. */
    public enum Kind {
        /** The bytes are not those that the client wrote. */
        STRUCTURE,
        /** Would act outside of the one database that was dumped. */
        FORBIDDEN,
        /** Known, and not carried out when the dump is restored. */
        LEFT_OUT
    }
}
