package io.backout.step;

/** What a look at the real state says about an attempt that nobody saw ending. */
public enum Probe {
    HAPPENED,
    DID_NOT_HAPPEN,
    CANNOT_TELL
}
