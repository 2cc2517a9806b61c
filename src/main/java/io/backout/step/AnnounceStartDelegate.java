package io.backout.step;

import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.process.Heartbeat;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Announce start: which level begins, and how long it is expected to take. */
@Component
class AnnounceStartDelegate extends RollbackDelegate {
    private final Plans plans;
    private final RollbackRecord record;

    AnnounceStartDelegate(Heartbeat heartbeat, Rollbacks rollbacks, Plans plans, RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.plans = plans;
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        Plan plan = plans.require(rollback.planId().orElseThrow()).plan();
        rollbacks.moveTo(rollbackId, RollbackState.RUNNING);
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "ANNOUNCED",
                "%s of '%s' starts, back to %s; expected %.0f s, of which %.0f s without the application"
                        .formatted(
                                plan.restoration().undoing()
                                        ? "undoing the cut-over of "
                                                + plan.restoration().undoes()
                                        : "level " + plan.level(),
                                plan.target(),
                                plan.route().toName(),
                                plan.expectedSeconds(),
                                plan.expectedOutageSeconds()));
    }
}
