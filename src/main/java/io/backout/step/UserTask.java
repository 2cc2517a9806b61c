package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.Decision;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * A user task: what its form says, and what happens when it is completed. The duty is checked here, so that Tasklist,
 * REST and administrators are all bound by it.
 */
public abstract class UserTask implements TaskListener {
    private final People people;
    private final Duty duty;
    protected final Rollbacks rollbacks;

    UserTask(People people, Duty duty, Rollbacks rollbacks) {
        this.people = people;
        this.duty = duty;
        this.rollbacks = rollbacks;
    }

    @Override
    public final void notify(DelegateTask task) {
        if (task.getEventName().equals(EVENTNAME_CREATE)) {
            Rollback rollback = rollbacks.require(Variables.rollbackId(task));
            task.setName("%s: %s (%s)".formatted(task.getName(), rollback.target(), rollback.id()));
            assign(task, rollback);
            opened(task);
        } else {
            Person person = people.acting();
            person.requireDuty(duty, "complete the task '" + task.getName() + "'");
            completed(task, person);
        }
    }

    /** Tasklist's form stays locked until its task has an owner; whoever is already at work need not claim it. */
    private void assign(DelegateTask task, Rollback rollback) {
        Stream.concat(rollback.decision().map(Decision::by).stream(), Stream.of(rollback.reportedBy()))
                .filter(id -> people.person(id).holds(duty))
                .findFirst()
                .ifPresent(task::setAssignee);
    }

    abstract void opened(DelegateTask task);

    abstract void completed(DelegateTask task, Person person);
}
