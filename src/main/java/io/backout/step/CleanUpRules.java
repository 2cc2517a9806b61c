package io.backout.step;

import io.backout.backup.PutAway;
import io.backout.plan.PutAwayData;
import io.backout.record.BadInputException;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When put-away data may be dropped: asked when somebody wants it, and again right before it happens. */
@Component
class CleanUpRules {
    private final Rollbacks rollbacks;
    private final PutAwayData data;
    private final Clock clock;

    CleanUpRules(Rollbacks rollbacks, PutAwayData data, Clock clock) {
        this.rollbacks = rollbacks;
        this.data = data;
        this.clock = clock;
    }

    /**
     * What a rollback put away, when it may go.
     *
     * @throws BadInputException when there is nothing, it must be kept longer, or somebody may need it right now
     */
    PutAway require(Rollback rollback) {
        requireIdle(rollback);
        PutAway putAway = data.find(rollback)
                .orElseThrow(() -> new BadInputException(
                        "nothing that %s put away is there; nothing was dropped".formatted(rollback.id()),
                        "'GET /api/targets/%s/put-aways' lists what is there.".formatted(rollback.target())));
        requireDue(rollback, putAway);
        return putAway;
    }

    /** An undo may be about to bring it back. */
    void requireIdle(Rollback rollback) {
        rollbacks.findActive(rollback.target()).ifPresent(active -> {
            throw new BadInputException(
                    "'%s' is being rolled back by %s, which may need what %s put away; nothing was dropped"
                            .formatted(active.target(), active.id(), rollback.id()),
                    "wait until that is over.");
        });
    }

    void requireDue(Rollback rollback, PutAway putAway) {
        Instant keptUntil = data.keptUntil(rollback.target(), putAway);
        if (clock.instant().isBefore(keptUntil)) {
            throw new BadInputException(
                    "'%s' is kept until %s UTC; nothing was dropped"
                            .formatted(
                                    putAway.schema(),
                                    keptUntil.toString().substring(0, 16).replace('T', ' ')),
                    "ask again then; 'put-away-retention' of the target says how long it is kept.");
        }
    }
}
