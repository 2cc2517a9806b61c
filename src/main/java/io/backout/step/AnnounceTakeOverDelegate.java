package io.backout.step;

import io.backout.process.Heartbeat;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Announce take-over: people go on by hand. */
@Component
class AnnounceTakeOverDelegate extends RollbackDelegate {
    private final RollbackRecord record;

    AnnounceTakeOverDelegate(Heartbeat heartbeat, Rollbacks rollbacks, RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "ANNOUNCED",
                "the rollback failed and people go on by hand: "
                        + rollbacks.require(rollbackId).message());
    }
}
