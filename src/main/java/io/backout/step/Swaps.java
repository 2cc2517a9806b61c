package io.backout.step;

import io.backout.backup.SwapResult;
import io.backout.backup.SwapState;

/** What is said of a swap. */
final class Swaps {
    private Swaps() {}

    static Probe probe(SwapState state) {
        return switch (state) {
            case HAPPENED -> Probe.HAPPENED;
            case HALF -> Probe.HAPPENED_IN_PART;
            case NOT_HAPPENED -> Probe.DID_NOT_HAPPEN;
        };
    }

    static String words(SwapResult result) {
        return result.renameMillis() > 0
                ? "swapped %d tables in %d ms".formatted(result.tables(), result.renameMillis())
                : "found %d tables swapped by an earlier attempt, and did the rest".formatted(result.tables());
    }

    static String notes(SwapResult result) {
        return result.notes().isEmpty() ? "" : "; to be known: " + String.join("; ", result.notes());
    }
}
