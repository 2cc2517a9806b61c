package io.backout.backup;

/** What one loader loads at a time, all of it or nothing. */
record Chunk(DumpTable table, InsertRange range) {
    long bytes() {
        return range.end() - range.begin();
    }
}
