package io.backout.process;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.record.BadInputException;
import io.backout.record.Rollbacks;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;

/** Asks for the drop of put-away data, and answers that; the same listeners check Tasklist's users and these callers. */
@Service
public class CleanUpService {
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final TaskAnswers answers;
    private final People people;
    private final Rollbacks rollbacks;

    CleanUpService(RuntimeService runtime, TaskService tasks, TaskAnswers answers, People people, Rollbacks rollbacks) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.answers = answers;
        this.people = people;
        this.rollbacks = rollbacks;
    }

    /** Asks the technical owner to let go what this rollback put away. */
    public void request(String rollbackId, Person person, String reason) {
        rollbacks.require(rollbackId);
        people.requireDuty(rollbackId, person, Act.CLEAN_UP.duty(), "ask to drop what " + rollbackId + " put away");
        Map<String, Object> form = Map.of("rollback", rollbackId, "reason", reason);
        people.as(person, () -> runtime.startProcessInstanceByKey("clean-up", form));
    }

    /** @param answer the fields of approve-clean-up */
    public void answer(String rollbackId, Person person, Map<String, Object> answer) {
        rollbacks.require(rollbackId);
        people.requireDuty(rollbackId, person, Act.APPROVE_CLEAN_UP.duty(), "answer the clean-up of " + rollbackId);
        answers.give(open(rollbackId), person, answer);
    }

    /** The newest. */
    private Task open(String rollbackId) {
        return people.asBackout(() -> tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(rollbackId)
                        .taskDefinitionKey("userTask_approveCleanUp")
                        .orderByTaskCreateTime()
                        .desc()
                        .list()
                        .stream()
                        .findFirst())
                .orElseThrow(() -> new BadInputException(
                        "%s does not wait for the answer to a clean-up; nothing was done".formatted(rollbackId),
                        "a database administrator asks for one first."));
    }
}
