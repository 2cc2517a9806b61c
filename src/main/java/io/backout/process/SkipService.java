package io.backout.process;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.record.BadInputException;
import io.backout.record.Rollbacks;
import io.backout.record.SkipRequest;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;

/** Asks to skip a stuck step, and answers that; the same listeners check Tasklist's users and these callers. */
@Service
public class SkipService {
    static final String SKIP = "skip-step";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final TaskAnswers answers;
    private final People people;
    private final Rollbacks rollbacks;

    SkipService(RuntimeService runtime, TaskService tasks, TaskAnswers answers, People people, Rollbacks rollbacks) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.answers = answers;
        this.people = people;
        this.rollbacks = rollbacks;
    }

    /** Asks for it, or consents where somebody has asked. */
    public void skip(String rollbackId, Person person, String step, String reason) {
        rollbacks.require(rollbackId);
        Optional<Task> asked = open(rollbackId);
        if (asked.isPresent()) {
            answer(asked.get(), rollbackId, person, step, SkipRequest.APPROVE, reason);
            return;
        }
        people.requireDuty(rollbackId, person, Act.SKIP.duty(), "skip a step");
        Map<String, Object> form = Map.of("rollback", rollbackId, "step", step, "reason", reason);
        people.as(person, () -> runtime.startProcessInstanceByKey(SKIP, form));
    }

    /** Refuses what somebody has asked for. */
    public void refuse(String rollbackId, Person person, String step, String reason) {
        rollbacks.require(rollbackId);
        Task asked = open(rollbackId)
                .orElseThrow(() -> new BadInputException(
                        "nobody asked to skip a step of %s; nothing was done".formatted(rollbackId),
                        "look at its state with 'GET /api/rollbacks/%s'.".formatted(rollbackId)));
        answer(asked, rollbackId, person, step, SkipRequest.REFUSE, reason);
    }

    private void answer(Task asked, String rollbackId, Person person, String step, String answer, String comment) {
        people.requireDuty(rollbackId, person, Act.CONSENT.dutyOf(person), "consent to skip a step");
        answers.give(asked, person, Map.of("step", step, "answer", answer, "comment", comment));
    }

    private Optional<Task> open(String rollbackId) {
        return people.asBackout(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(rollbackId)
                .taskDefinitionKey("userTask_approveSkip")
                .list()
                .stream()
                .findFirst());
    }
}
