package io.backout.backup;

import java.util.List;

/**
 * @param tables that were moved, of both states
 * @param renameMillis of the one statement; 0 where an earlier attempt had done it
 * @param millis of all, without the checkpoint
 * @param checkpointMillis waited before anything was changed
 * @param notes what a person should know
 */
public record SwapResult(int tables, long renameMillis, long millis, long checkpointMillis, List<String> notes) {}
