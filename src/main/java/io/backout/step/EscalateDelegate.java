package io.backout.step;

import io.backout.process.Heartbeat;
import io.backout.process.Variables;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Escalate to next level: its plan is drafted and signed anew, because the state has changed. */
@Component
class EscalateDelegate extends RollbackDelegate {
    private final RollbackRecord record;

    EscalateDelegate(Heartbeat heartbeat, Rollbacks rollbacks, RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        int level = rollback.level() + 1;
        rollbacks.escalate(rollbackId, level);
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "ESCALATED",
                "escalated to level %d: %s".formatted(level, rollback.message()));
        // A level that was named in the request is over: from here a person decides.
        Variables.answer(execution, Map.of(Variables.LEVEL, level, Variables.LEVEL_NAMED, false));
    }
}
