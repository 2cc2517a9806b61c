package io.backout.step;

import io.backout.process.Heartbeat;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Notify operators: the upper bound of the level's time has passed. It only tells; nothing is interrupted. */
@Component
class NotifyOperatorsDelegate extends RollbackDelegate {
    private final RollbackRecord record;

    NotifyOperatorsDelegate(Heartbeat heartbeat, Rollbacks rollbacks, RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "OVER_TIME",
                "level %d of '%s' takes longer than the plan allows; the operators are told, and look at it in Cockpit"
                        .formatted(rollback.level(), rollback.target()));
    }
}
