package io.backout.record;

import java.util.Optional;

/**
 * Somebody wants dropped what one cut-over put away.
 *
 * @param rows as they were shown: an estimate of the server
 * @param decision APPROVE or REFUSE; empty while nobody answered
 */
public record CleanUp(
        String id,
        String rollbackId,
        String schema,
        long rows,
        String requestedBy,
        String reason,
        Optional<String> decision,
        boolean dropped) {
    public static final String APPROVE = "APPROVE";
    public static final String REFUSE = "REFUSE";

    /** What whoever approves must type. */
    public String confirmation() {
        return "DROP_PUT_AWAY %s %d".formatted(schema, rows);
    }

    public boolean approved() {
        return decision.equals(Optional.of(APPROVE));
    }

    /** OPEN, REFUSED, APPROVED or DROPPED. */
    public String state() {
        if (dropped || decision.isEmpty()) {
            return dropped ? "DROPPED" : "OPEN";
        }
        return approved() ? "APPROVED" : "REFUSED";
    }
}
