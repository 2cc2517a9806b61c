package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.RequiredApprovals;
import io.backout.process.Heartbeat;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Page next group: the duties above are called, because signatures are late. They do not sign in place of others. */
@Component
class PageNextGroupDelegate extends RollbackDelegate {
    private final RollbackRecord record;
    private final LateApprovals late;
    private final RequiredApprovals required;

    PageNextGroupDelegate(
            Heartbeat heartbeat,
            Rollbacks rollbacks,
            RollbackRecord record,
            LateApprovals late,
            RequiredApprovals required) {
        super(heartbeat, rollbacks);
        this.record = record;
        this.late = late;
        this.required = required;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "PAGED",
                "the signatures of %s are late; %s are called to find who can give them"
                        .formatted(
                                late.of(rollback),
                                required.of(rollback.level()).page().stream()
                                        .map(Duty::id)
                                        .toList()));
    }
}
