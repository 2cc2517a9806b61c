package io.backout.backup;

/** Where the marker says that a swap is. */
public enum SwapState {
    /** Every table is where it was; objects beside the tables may be missing, see {@link CutOver#backOff}. */
    NOT_HAPPENED,
    /** Every table is swapped; objects beside the tables may be missing: run it again, it goes on. */
    HALF,
    HAPPENED
}
