package io.backout.plan;

import io.backout.tool.SchemaChange;

/**
 * How one object goes back.
 *
 * @param impossible why it cannot; empty when it can
 */
record Reversal(Phase phase, SchemaChange change, String impossible) {
    private static final SchemaChange NOTHING = new SchemaChange("", "", "", "");

    /** In this order each statement finds what it needs: an index before the one that it replaces for a key, and so on. */
    enum Phase {
        PROGRAMS_AWAY,
        KEYS_AWAY,
        CHECKS_AWAY,
        COLUMNS_BACK,
        INDEXES_CHANGED,
        INDEXES_BACK,
        INDEXES_AWAY,
        COLUMNS_AWAY,
        TABLES_AWAY,
        CHECKS_BACK,
        KEYS_BACK
    }

    static Reversal by(Phase phase, SchemaChange change) {
        return new Reversal(phase, change, "");
    }

    static Reversal impossible(String reason) {
        return new Reversal(Phase.PROGRAMS_AWAY, NOTHING, reason);
    }

    boolean possible() {
        return impossible.isEmpty();
    }
}
