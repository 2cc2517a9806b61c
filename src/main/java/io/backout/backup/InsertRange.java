package io.backout.backup;

/**
 * One or more whole INSERT statements of a table, one after the other.
 *
 * @param begin of the first one, in bytes of plain SQL
 * @param end behind the semicolon of the last one
 */
public record InsertRange(long begin, long end, long rows) {
    long bytes() {
        return end - begin;
    }
}
