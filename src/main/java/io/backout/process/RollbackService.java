package io.backout.process;

import io.backout.approval.Act;
import io.backout.approval.ApprovalRequests;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest.Kind;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** Steers rollbacks through the engine; the same listeners check Tasklist's users and these callers. */
@Service
public class RollbackService {
    private static final int LAST_LEVEL = 3;
    /** Tasks that a request to stop or to climb need not wait for. */
    private static final Set<String> INTERRUPTIBLE = Set.of(
            "userTask_clarifyOutcome",
            "userTask_approveSkip",
            "userTask_approvePlan",
            "userTask_acknowledgePlan",
            "userTask_followPreparation");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final People people;
    private final Rollbacks rollbacks;
    private final RollbackRecord record;
    private final StuckJobs stuckJobs;
    private final ApprovalRequests requests;
    private final TaskAnswers answers;

    public RollbackService(
            RuntimeService runtime,
            TaskService tasks,
            People people,
            Books books,
            StuckJobs stuckJobs,
            TaskAnswers answers) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.people = people;
        this.rollbacks = books.rollbacks();
        this.record = books.record();
        this.requests = books.requests();
        this.stuckJobs = stuckJobs;
        this.answers = answers;
    }

    /** What is read and written. */
    @Component
    public record Books(Rollbacks rollbacks, RollbackRecord record, ApprovalRequests requests) {}

    /** Decides as the incident commander would in Tasklist. @param form the fields of decide-level */
    public void decide(String rollbackId, Person person, Map<String, Object> form) {
        require(Act.DECIDE.duty(), person, "decide", rollbackId);
        answers.give(requireTask(rollbackId, "userTask_decideLevel", "a decision"), person, form);
    }

    /** Answers what became of a step whose outcome is unknown. */
    public void clarify(String rollbackId, Person person, String step, String outcome, String reason) {
        require(Act.CLARIFY.duty(), person, "clarify an outcome", rollbackId);
        Task task = requireTask(rollbackId, "userTask_clarifyOutcome", "an answer about step '" + step + "'");
        answers.give(task, person, Map.of("step", step, "outcome", outcome, "reason", reason));
    }

    /** Asks to climb or to stop; honoured between steps. */
    public void command(String rollbackId, Person person, Kind kind, String reason) {
        String action = kind == Kind.STOP ? "stop a rollback" : "climb to the next level";
        require(Act.DECIDE.duty(), person, action, rollbackId);
        String why = Texts.require("reason", reason);
        Rollback rollback = rollbacks.require(rollbackId);
        if (rollback.ended()) {
            throw new BadInputException(
                    "%s is over (%s); nothing was done".formatted(rollbackId, rollback.state()),
                    "report a new problem.");
        }
        if (kind == Kind.CLIMB && rollback.level() >= LAST_LEVEL) {
            throw new BadInputException(
                    "%s is at level %d, and no level is left; nothing was done".formatted(rollbackId, LAST_LEVEL),
                    "let it go on, or ask to stop it.");
        }
        if (rollback.state() == RollbackState.AWAITING_DECISION) {
            if (kind == Kind.CLIMB) {
                throw new BadInputException(
                        rollbackId + " waits for a decision; nothing was done", "decide for the higher level.");
            }
            decide(rollbackId, person, Map.of("level", "0", "reason", why));
            return;
        }
        if (rollback.decision().isEmpty()) {
            throw new BadInputException(
                    rollbackId + " looks at the target, which changes nothing; nothing was done",
                    "wait a moment until it asks for the decision, and close it there without a rollback.");
        }
        findTask(rollbackId)
                .filter(task -> !INTERRUPTIBLE.contains(task.getTaskDefinitionKey()))
                .ifPresent(task -> {
                    throw new BadInputException(
                            rollbackId + " waits for an answer in Tasklist; nothing was done",
                            "answer the task '%s'.".formatted(task.getName()));
                });
        rollbacks.request(rollbackId, kind, person.id(), why);
        record.note(rollbackId, person.id(), "REQUESTED_" + kind, "asked to %s: %s".formatted(kind.words(), why));
        // Whoever waits for signatures waits no longer.
        people.asBackout(() -> runtime.createMessageCorrelation("requestMade")
                .processInstanceBusinessKey(rollbackId)
                .correlateAllWithResult());
        stuckJobs.retry(rollbackId);
    }

    /** Signs or refuses as a person who holds the duty would in Tasklist. */
    public void approve(String rollbackId, Person person, String dutyId, Map<String, Object> answer) {
        Duty duty = Duty.find(dutyId)
                .orElseThrow(() -> new BadInputException(
                        "duty '%s' does not exist; nothing was signed".formatted(dutyId),
                        "'GET /api/rollbacks/%s/plan' names the duties that sign.".formatted(rollbackId)));
        require(duty, person, "sign as " + dutyId, rollbackId);
        answers.give(
                openRequest(rollbackId, dutyId).orElseThrow(() -> {
                    record.note(
                            rollbackId,
                            person.id(),
                            "TOO_LATE",
                            "wanted to sign as %s, which nobody waits for; it changed nothing".formatted(dutyId));
                    return new BadInputException(
                            "%s does not wait for a signature of '%s'; nothing was signed"
                                    .formatted(rollbackId, dutyId),
                            "look at its state with 'GET /api/rollbacks/%s'.".formatted(rollbackId));
                }),
                person,
                answer);
    }

    private Optional<Task> openRequest(String rollbackId, String dutyId) {
        return people.asBackout(() -> tasks
                .createTaskQuery()
                .processInstanceBusinessKey(rollbackId)
                .taskDefinitionKey("userTask_approvePlan")
                .list()
                .stream()
                .filter(task -> requests.find(task.getId())
                        .filter(request -> request.duty().equals(dutyId))
                        .isPresent())
                .findFirst());
    }

    /** The state as people see it: a stuck step needs an operator, whatever the rollback was doing. */
    public RollbackState stateOf(Rollback rollback) {
        return !rollback.ended() && stuckJobs.message(rollback.id()).isPresent()
                ? RollbackState.NEEDS_OPERATOR
                : rollback.state();
    }

    private void require(Duty duty, Person person, String action, String rollbackId) {
        rollbacks.require(rollbackId);
        people.requireDuty(rollbackId, person, duty, action);
    }

    private Task requireTask(String rollbackId, String key, String wanted) {
        rollbacks.require(rollbackId);
        return query(rollbackId, q -> q.taskDefinitionKey(key))
                .orElseThrow(() -> new BadInputException(
                        "%s does not wait for %s; nothing was done".formatted(rollbackId, wanted),
                        "look at its state with 'GET /api/rollbacks/%s'.".formatted(rollbackId)));
    }

    private Optional<Task> findTask(String rollbackId) {
        return query(rollbackId, q -> q);
    }

    private Optional<Task> query(String rollbackId, java.util.function.UnaryOperator<TaskQuery> narrowed) {
        return people.asBackout(
                () -> narrowed.apply(tasks.createTaskQuery().processInstanceBusinessKey(rollbackId)).list().stream()
                        .min(Comparator.comparing(task -> INTERRUPTIBLE.contains(task.getTaskDefinitionKey()))));
    }
}
