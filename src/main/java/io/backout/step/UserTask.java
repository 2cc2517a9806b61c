package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * A user task: what its form says, and what happens when it is completed. The duty is checked here, so that Tasklist,
 * REST and administrators are all bound by it.
 */
public abstract class UserTask implements TaskListener {
    private final People people;
    private final Duty duty;

    UserTask(People people, Duty duty) {
        this.people = people;
        this.duty = duty;
    }

    @Override
    public final void notify(DelegateTask task) {
        if (task.getEventName().equals(EVENTNAME_CREATE)) {
            opened(task);
        } else {
            Person person = people.acting();
            person.requireDuty(duty, "complete the task '" + task.getName() + "'");
            completed(task, person);
        }
    }

    abstract void opened(DelegateTask task);

    abstract void completed(DelegateTask task, Person person);
}
