package io.backout.step;

import io.backout.process.Heartbeat;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Announce stop: who stopped the rollback, and what was already done. */
@Component
class AnnounceStopDelegate extends RollbackDelegate {
    private final RollbackRecord record;

    AnnounceStopDelegate(Heartbeat heartbeat, Rollbacks rollbacks, RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "ANNOUNCED",
                "the rollback was stopped: " + rollbacks.require(rollbackId).message());
    }
}
