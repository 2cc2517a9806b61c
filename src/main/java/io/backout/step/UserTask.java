package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.Decision;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * A user task: what its form says, and what happens when it is completed. The duty is checked here, so that Tasklist,
 * REST and administrators are all bound by it.
 */
public abstract class UserTask implements TaskListener {
    private final People people;
    protected final Rollbacks rollbacks;

    UserTask(People people, Rollbacks rollbacks) {
        this.people = people;
        this.rollbacks = rollbacks;
    }

    @Override
    public final void notify(DelegateTask task) {
        if (task.getEventName().equals(EVENTNAME_CREATE)) {
            Rollback rollback = rollbacks.require(Variables.rollbackId(task));
            task.setName("%s: %s (%s)".formatted(task.getName(), rollback.target(), rollback.id()));
            asked(task, rollback);
            assign(task, rollback);
            shadow(task.getExecution());
            opened(task);
        } else {
            Person person = people.acting();
            people.requireDuty(
                    Variables.rollbackId(task), person, duty(task), "complete the task '" + task.getName() + "'");
            forget(task.getExecution());
            completed(task, person);
        }
    }

    /** Whoever completes a task may send any variable: known names change only a copy, which ends with the task. */
    private static void shadow(DelegateExecution task) {
        Map<String, Object> known = new HashMap<>(task.getVariables());
        known.keySet().removeAll(task.getVariableNamesLocal());
        task.setVariablesLocal(known);
    }

    /** Unknown names have no copy, so they came from outside and stand in the process instance. */
    private static void forget(DelegateExecution task) {
        Set<String> sent = new HashSet<>(task.getProcessInstance().getVariableNamesLocal());
        sent.removeAll(task.getVariableNamesLocal());
        task.getProcessInstance().removeVariables(sent);
        // The diagram may ask once more after the task: its copy must not name another rollback.
        task.setVariableLocal(Variables.ROLLBACK_ID, Variables.rollbackId(task.getProcessInstance()));
    }

    /** Tasklist's form stays locked until its task has an owner; whoever is already at work need not claim it. */
    void assign(DelegateTask task, Rollback rollback) {
        Duty duty = duty(task);
        Stream.concat(rollback.decision().map(Decision::by).stream(), Stream.of(rollback.reportedBy()))
                .filter(id -> people.person(id).holds(duty))
                .findFirst()
                .ifPresent(task::setAssignee);
    }

    /** Notes what must be known before the duty can be told. */
    void asked(DelegateTask task, Rollback rollback) {}

    /** Whose task it is. */
    abstract Duty duty(DelegateTask task);

    abstract void opened(DelegateTask task);

    abstract void completed(DelegateTask task, Person person);
}
