package io.backout.step;

/** What a look at the real state says about an attempt that nobody saw ending. */
public enum Probe {
    HAPPENED,
    DID_NOT_HAPPEN,
    /** What is missing is done when the step runs again. */
    HAPPENED_IN_PART,
    CANNOT_TELL
}
