package io.backout.step;

import io.backout.backup.PutAway;
import io.backout.plan.PutAwayData;
import io.backout.process.Heartbeat;
import io.backout.record.BadInputException;
import io.backout.record.CleanUp;
import io.backout.record.CleanUps;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.tool.ToolException;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Drop put-away data: exactly the schema that was approved. Whether it was is asked of our own table, so that no token
 * move or variable edit drops anything; running it again finds nothing, and is done.
 */
@Component
class DropPutAwayDataDelegate implements JavaDelegate {
    private final Heartbeat heartbeat;
    private final CleanUpRules rules;
    private final PutAwayData data;
    private final Books books;

    DropPutAwayDataDelegate(Heartbeat heartbeat, CleanUpRules rules, PutAwayData data, Books books) {
        this.heartbeat = heartbeat;
        this.rules = rules;
        this.data = data;
        this.books = books;
    }

    /** What is read and written. */
    @org.springframework.stereotype.Component("dropPutAwayDataBooks")
    record Books(Rollbacks rollbacks, CleanUps cleanUps, RollbackRecord record) {}

    @Override
    public void execute(DelegateExecution execution) {
        CleanUp cleanUp = books.cleanUps()
                .findByInstance(execution.getProcessInstanceId())
                .orElseThrow(() -> new IllegalStateException(
                        "nobody asked for this clean-up; nothing was dropped\nHINT: start the process 'Clean up'."));
        heartbeat.during(execution, () -> drop(cleanUp));
    }

    private void drop(CleanUp cleanUp) {
        try {
            String sentence = dropped(cleanUp);
            if (books.cleanUps().dropped(cleanUp.id())) {
                note(cleanUp, "PUT_AWAY_DROPPED", sentence);
            }
        } catch (BadInputException e) {
            note(cleanUp, "REFUSED", e.fact());
            throw e;
        } catch (ToolException e) {
            note(cleanUp, "REFUSED", e.fact());
            throw e;
        }
    }

    private String dropped(CleanUp cleanUp) {
        if (!cleanUp.approved()) {
            throw new BadInputException(
                    "the clean-up of '%s' is %s, not APPROVED; nothing was dropped"
                            .formatted(cleanUp.schema(), cleanUp.state()),
                    "let the technical owner answer its task.");
        }
        Rollback rollback = books.rollbacks().require(cleanUp.rollbackId());
        rules.requireIdle(rollback);
        Optional<PutAway> there =
                data.find(rollback).filter(found -> found.schema().equals(cleanUp.schema()));
        there.ifPresent(putAway -> rules.requireDue(rollback, putAway));
        return data.drop(rollback, cleanUp.schema())
                ? "dropped '%s' with about %,d rows".formatted(cleanUp.schema(), cleanUp.rows())
                : "'%s' is not there any more; nothing was left to drop".formatted(cleanUp.schema());
    }

    private void note(CleanUp cleanUp, String action, String sentence) {
        books.record().note(cleanUp.rollbackId(), RollbackRecord.BACKOUT, action, sentence);
    }
}
