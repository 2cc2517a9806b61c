package io.backout.step;

import io.backout.process.SideTasks;
import io.backout.process.Variables;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** While level 3 is prepared, and only then, the commander has a task that shows how far it is. */
@Component
class PreparationListener implements ExecutionListener {
    private final SideTasks sideTasks;

    PreparationListener(SideTasks sideTasks) {
        this.sideTasks = sideTasks;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String rollbackId = Variables.rollbackId(execution);
        if (execution.getEventName().equals(EVENTNAME_START)) {
            sideTasks.open(FollowPreparationTask.PROCESS, rollbackId);
        } else {
            sideTasks.withdraw(FollowPreparationTask.PROCESS, rollbackId, "the preparation ended");
        }
    }
}
