package io.backout.trigger;

import io.backout.backup.PutAway;
import io.backout.record.CleanUp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Put-away data as the API shows it.
 *
 * @param rows an estimate of the server
 * @param keptUntil before that nobody may drop it
 */
record PutAwayView(
        String schema, String rollback, int tables, long rows, long bytes, Instant since, Instant keptUntil) {
    static PutAwayView of(PutAway putAway, Instant keptUntil) {
        return new PutAwayView(
                putAway.schema(),
                putAway.runId(),
                putAway.tables(),
                putAway.rows(),
                putAway.bytes(),
                putAway.since(),
                keptUntil);
    }

    /** One, with the rows of each table. */
    record WithTables(PutAwayView putAway, Map<String, Long> tables, List<CleanUpView> cleanUps) {}

    /** A request to drop it. @param confirmation what whoever approves must type */
    record CleanUpView(String schema, long rows, String requestedBy, String reason, String confirmation, String state) {
        static CleanUpView of(CleanUp cleanUp) {
            return new CleanUpView(
                    cleanUp.schema(),
                    cleanUp.rows(),
                    cleanUp.requestedBy(),
                    cleanUp.reason(),
                    cleanUp.confirmation(),
                    cleanUp.state());
        }
    }
}
