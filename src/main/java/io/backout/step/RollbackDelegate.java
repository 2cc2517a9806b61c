package io.backout.step;

import io.backout.process.Heartbeat;
import io.backout.process.Variables;
import io.backout.record.Rollbacks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/**
 * A step that only reads the target and writes rows in the engine's own transaction: when that is lost, so is all it
 * did, and it simply runs again.
 */
abstract class RollbackDelegate implements JavaDelegate {
    private final Heartbeat heartbeat;
    protected final Rollbacks rollbacks;

    RollbackDelegate(Heartbeat heartbeat, Rollbacks rollbacks) {
        this.heartbeat = heartbeat;
        this.rollbacks = rollbacks;
    }

    @Override
    public final void execute(DelegateExecution execution) {
        String rollbackId = Variables.rollbackId(execution);
        if (!rollbacks.belongsTo(rollbackId, Variables.rootInstance(execution))) {
            throw new IllegalStateException(
                    "%s was not started by this process instance; nothing was done\nHINT: delete the instance and report the problem anew."
                            .formatted(rollbackId));
        }
        heartbeat.during(execution, () -> perform(execution, rollbackId));
    }

    abstract void perform(DelegateExecution execution, String rollbackId);
}
