package io.backout.record;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of the plan.
 *
 * @param reportedBy user id
 * @param planId of the plan drafted last
 * @param message what a person should know now; may be empty
 */
public record Rollback(
        String id,
        Report report,
        String reportedBy,
        Instant reportedAt,
        RollbackState state,
        int level,
        Optional<Decision> decision,
        Optional<String> planId,
        Optional<CommandRequest> command,
        String message,
        Optional<Instant> endedAt) {
    public String target() {
        return report.target();
    }

    public boolean ended() {
        return endedAt.isPresent();
    }
}
