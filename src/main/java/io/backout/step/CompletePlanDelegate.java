package io.backout.step;

import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.process.Heartbeat;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Complete plan: what is lost, counted row by row against the proven copy, becomes part of what is signed. */
@Component
class CompletePlanDelegate extends RollbackDelegate {
    private final StepContexts contexts;
    private final Plans plans;
    private final RollbackRecord record;

    CompletePlanDelegate(
            Heartbeat heartbeat, Rollbacks rollbacks, StepContexts contexts, Plans plans, RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.contexts = contexts;
        this.plans = plans;
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        StepContext context = contexts.looking(rollback);
        CountedTables tables = new CountedTables(context);
        Plan plan = context.plan().plan();
        // A second time the services are stopped already, and everybody waits.
        Plans.Stored complete = plans.save(
                rollbackId, plan.provenToLose(plan.restoration().proven() ? tables.countAgain() : tables.count()));
        rollbacks.plan(rollbackId, complete.id());
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "PLAN_COMPLETED",
                "plan %s takes the place of %s: %,d rows are lost, compared row by row with the restored copy"
                        .formatted(
                                complete.hash(),
                                context.plan().hash(),
                                complete.plan().restoration().lost()));
    }
}
