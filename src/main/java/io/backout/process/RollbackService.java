package io.backout.process;

import io.backout.approval.ApprovalRequests;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.record.ActiveRollbackException;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest.Kind;
import io.backout.record.Report;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.record.Symptom;
import io.backout.record.Texts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** Starts and steers rollbacks through the engine; the same listeners check Tasklist's users and these callers. */
@Service
public class RollbackService {
    private static final int MOST_ATTEMPTS = 3;
    /** Tasks that a request to stop or to climb need not wait for. */
    private static final Set<String> INTERRUPTIBLE =
            Set.of("userTask_clarifyOutcome", "userTask_approvePlan", "userTask_acknowledgePlan");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final People people;
    private final Rollbacks rollbacks;
    private final RollbackRecord record;
    private final StuckJobs stuckJobs;
    private final ApprovalRequests requests;

    public RollbackService(RuntimeService runtime, TaskService tasks, People people, Books books, StuckJobs stuckJobs) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.people = people;
        this.rollbacks = books.rollbacks();
        this.record = books.record();
        this.requests = books.requests();
        this.stuckJobs = stuckJobs;
    }

    /** What is read and written. */
    @Component
    public record Books(Rollbacks rollbacks, RollbackRecord record, ApprovalRequests requests) {}

    /**
     * Reports a problem and starts its rollback.
     *
     * @return the rollback's id; that of the earlier one when the request id is known
     */
    public String report(Report report, Person person) {
        Optional<Rollback> known = find(report.requestId());
        if (known.isPresent()) {
            return known.get().id();
        }
        people.requireDutyToAct(People.NO_ROLLBACK, person, "report a problem");
        Map<String, Object> form = new HashMap<>();
        form.put("target", report.target());
        form.put("reason", report.texts().reason());
        form.put("impact", report.texts().impact());
        form.put("requestId", report.requestId());
        form.put("namedLevel", report.namedLevel().map(String::valueOf).orElse(""));
        form.put("namedRelease", report.namedRelease().orElse(""));
        for (Symptom symptom : report.symptoms()) {
            form.put(symptom.field(), true);
        }
        try {
            return people.as(person, () -> runtime.startProcessInstanceByKey("rollback", form)
                    .getBusinessKey());
        } catch (ActiveRollbackException e) {
            // The same request, sent twice at once: the other one was a moment faster.
            return find(report.requestId()).map(Rollback::id).orElseThrow(() -> e);
        }
    }

    private Optional<Rollback> find(String requestId) {
        return requestId.isEmpty() ? Optional.empty() : rollbacks.findByRequest(requestId);
    }

    /** Decides as the incident commander would in Tasklist. @param level 0 closes without rollback */
    public void decide(String rollbackId, Person person, String level, String release, String reason) {
        require(Duty.INCIDENT_COMMANDER, person, "decide", rollbackId);
        Task task = requireTask(rollbackId, "userTask_decideLevel", "a decision");
        Map<String, Object> form = new HashMap<>();
        form.put("level", level);
        form.put("release", release);
        form.put("reason", reason);
        form.put("whyNotRepair", reason);
        complete(task, person, form);
    }

    /** Answers what became of a step whose outcome is unknown. */
    public void clarify(String rollbackId, Person person, String step, String outcome, String reason) {
        require(Duty.OPERATOR, person, "clarify an outcome", rollbackId);
        Task task = requireTask(rollbackId, "userTask_clarifyOutcome", "an answer about step '" + step + "'");
        complete(task, person, Map.of("step", step, "outcome", outcome, "reason", reason));
    }

    /** Asks to climb or to stop; honoured between steps. */
    public void command(String rollbackId, Person person, Kind kind, String reason) {
        String action = kind == Kind.STOP ? "stop a rollback" : "climb to the next level";
        require(Duty.INCIDENT_COMMANDER, person, action, rollbackId);
        String why = Texts.require("reason", reason);
        Rollback rollback = rollbacks.require(rollbackId);
        if (rollback.ended()) {
            throw new BadInputException(
                    "%s is over (%s); nothing was done".formatted(rollbackId, rollback.state()),
                    "report a new problem.");
        }
        if (rollback.state() == RollbackState.AWAITING_DECISION) {
            if (kind == Kind.CLIMB) {
                throw new BadInputException(
                        rollbackId + " waits for a decision; nothing was done", "decide for the higher level.");
            }
            decide(rollbackId, person, "0", "", why);
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
        complete(
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

    private void complete(Task task, Person person, Map<String, Object> form) {
        for (int attempt = 1; !completed(task, person, form, attempt == MOST_ATTEMPTS); attempt++) {}
    }

    /** False when somebody else's answer to the same question came in the same moment. */
    private boolean completed(Task task, Person person, Map<String, Object> form, boolean last) {
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
