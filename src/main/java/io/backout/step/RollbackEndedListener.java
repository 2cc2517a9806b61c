package io.backout.step;

import io.backout.process.OpenQuestions;
import io.backout.process.Variables;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** The rollback is over, by whichever end: its state is final and the target's lock is free. */
@Component
class RollbackEndedListener implements ExecutionListener {
    private static final Map<String, RollbackState> ENDS = Map.of(
            "endEvent_rolledBack", RollbackState.ROLLED_BACK,
            "endEvent_closedWithoutRollback", RollbackState.CLOSED,
            "endEvent_refused", RollbackState.REFUSED,
            "endEvent_stopped", RollbackState.STOPPED,
            "endEvent_takenOver", RollbackState.FAILED,
            "endEvent_cutOverUndone", RollbackState.ROLLED_BACK,
            "endEvent_undoRefused", RollbackState.REFUSED,
            "endEvent_undoNotSigned", RollbackState.CLOSED);

    private final Rollbacks rollbacks;
    private final RollbackRecord record;
    private final VerifiedPlans verified;
    private final OpenQuestions questions;

    RollbackEndedListener(Rollbacks rollbacks, RollbackRecord record, VerifiedPlans verified, OpenQuestions questions) {
        this.rollbacks = rollbacks;
        this.record = record;
        this.verified = verified;
        this.questions = questions;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (execution.getVariable(Variables.ROLLBACK_ID) == null) {
            return;
        }
        String id = Variables.rollbackId(execution);
        // Each end says so itself; the process ends later, where a notification is still on its way.
        if (!rollbacks.belongsTo(id, execution.getProcessInstanceId())
                || rollbacks.require(id).ended()) {
            return;
        }
        // An instance that somebody deletes ends at no end event.
        RollbackState state =
                ENDS.getOrDefault(String.valueOf(execution.getCurrentActivityId()), RollbackState.STOPPED);
        if (state == RollbackState.ROLLED_BACK && !verified.contains(rollbacks.require(id))) {
            // Somebody moved the token past the verification.
            state = RollbackState.STOPPED;
        }
        rollbacks.end(id, state);
        questions.withdraw(id, "the rollback is over");
        record.noteIfCommitted(id, RollbackRecord.BACKOUT, "ENDED", "the rollback ended as " + state);
    }
}
