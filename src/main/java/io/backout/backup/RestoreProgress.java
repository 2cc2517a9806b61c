package io.backout.backup;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a restore is.
 *
 * @param bytes of INSERT statements whose rows are in, also those of tables that an earlier attempt restored
 * @param now what is done at the moment, or why it pauses
 * @param remaining as fast as it went until now; empty before the first chunk and when all bytes are in
 */
public record RestoreProgress(
        long bytes, long totalBytes, long rows, long totalRows, String now, Optional<Duration> remaining) {}
