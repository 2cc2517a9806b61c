package io.backout.backup;

import java.time.Instant;

/**
 * Tables that a cut-over, or its undoing, put away.
 *
 * @param schema that holds them, beside live in the same server
 * @param rows an estimate of the server, which may be far off
 * @param bytes on disk, data and indexes
 */
public record PutAway(String schema, String runId, int tables, long rows, long bytes, Instant since) {}
