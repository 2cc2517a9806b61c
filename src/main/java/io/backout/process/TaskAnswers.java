package io.backout.process;

import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.record.BadInputException;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Completes tasks in a person's name, as that person would in Tasklist. */
@Component
class TaskAnswers {
    private static final int MOST_ATTEMPTS = 3;

    private final TaskService tasks;
    private final People people;

    TaskAnswers(TaskService tasks, People people) {
        this.tasks = tasks;
        this.people = people;
    }

    /** @param form the fields of the task's form */
    void give(Task task, Person person, Map<String, Object> form) {
        for (int attempt = 1; !given(task, person, form, attempt == MOST_ATTEMPTS); attempt++) {}
    }

    /** False when somebody else's answer to the same question came in the same moment. */
    private boolean given(Task task, Person person, Map<String, Object> form, boolean last) {
        try {
            people.as(person, () -> {
                tasks.complete(task.getId(), form);
                return true;
            });
            return true;
        } catch (OptimisticLockingException e) {
            if (last) {
                throw e;
            }
            return false;
        } catch (ProcessEngineException e) {
            // The engine wraps what a task's listener says, more than once; the caller is answered by what it says.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BadInputException || cause instanceof NotAllowedException) {
                    throw (RuntimeException) cause;
                }
            }
            throw e;
        }
    }
}
