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
        totalBytes = dump.tables().stream().mapToLong(RestoreMeter::bytes).sum();
        totalRows = dump.rows();
    }

    static long bytes(DumpTable table) {
        return table.inserts().stream().mapToLong(RestoreMeter::bytes).sum();
    }

    synchronized void skipped(DumpTable table) {
        skippedBytes += bytes(table);
        bytes += bytes(table);
        rows += table.rows();
    }

    synchronized void loaded(InsertRange range) {
        bytes += bytes(range);
        rows += range.rows();
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

    private static long bytes(InsertRange range) {
        return range.end() - range.begin();
    }
}
