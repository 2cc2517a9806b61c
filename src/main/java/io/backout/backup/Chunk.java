package io.backout.backup;

import java.util.List;

/**
 * What one loader loads at a time, all of it or nothing.
 *
 * @param ranges in the dump's order
 * @param fill whether it comes into the table while nothing is in there
 */
record Chunk(DumpTable table, List<InsertRange> ranges, boolean fill) {
    long rows() {
        return ranges.stream().mapToLong(InsertRange::rows).sum();
    }
}
