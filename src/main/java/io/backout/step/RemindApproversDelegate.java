package io.backout.step;

import io.backout.process.Heartbeat;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Remind approvers: says whose signature is still missing. A time-out never approves. */
@Component
class RemindApproversDelegate extends RollbackDelegate {
    private final RollbackRecord record;
    private final LateApprovals late;

    RemindApproversDelegate(Heartbeat heartbeat, Rollbacks rollbacks, RollbackRecord record, LateApprovals late) {
        super(heartbeat, rollbacks);
        this.record = record;
        this.late = late;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "REMINDED",
                "still waits for the signatures of %s; nothing runs without them".formatted(late.of(rollback)));
    }
}
