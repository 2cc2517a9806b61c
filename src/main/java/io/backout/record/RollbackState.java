package io.backout.record;

/** Where a rollback stands. */
public enum RollbackState {
    AWAITING_DECISION,
    PREPARING,
    AWAITING_APPROVAL,
    RUNNING,
    /** A step is stuck: an incident in Cockpit. Computed, never stored. */
    NEEDS_OPERATOR,
    AWAITING_TAKEOVER,
    ROLLED_BACK,
    FAILED,
    REFUSED,
    STOPPED,
    CLOSED
}
