package io.backout.backup;

import java.time.Duration;
import java.util.Optional;

/** Counts what loaders have done. */
final class RestoreMeter {
    private final long totalBytes;
    private final long totalRows;
    private final long started = System.nanoTime();
    private long skippedBytes;
    private long bytes;
    private long rows;
    private String now = "creating tables";

    RestoreMeter(Dump dump) {
        totalBytes = dump.tables().stream().mapToLong(DumpTable::bytes).sum();
        totalRows = dump.rows();
    }

    synchronized void skipped(DumpTable table) {
        skippedBytes += table.bytes();
        bytes += table.bytes();
        rows += table.rows();
    }

    synchronized void sent(InsertRange range) {
        bytes += range.bytes();
        rows += range.rows();
    }

    /** It was refused, and comes again another way or not at all. */
    synchronized void takenBack(InsertRange range) {
        bytes -= range.bytes();
        rows -= range.rows();
    }

    synchronized void now(String text) {
        now = text;
    }

    synchronized RestoreProgress progress() {
        long loaded = bytes - skippedBytes;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        Optional<Duration> remaining = loaded == 0 || bytes == totalBytes
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(elapsed.toMillis() * (totalBytes - bytes) / loaded));
        return new RestoreProgress(bytes, totalBytes, rows, totalRows, now, remaining);
    }
}
