package io.backout.step;

import io.backout.approval.ApprovalRequests;
import io.backout.approval.Duty;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.process.Node;
import io.backout.process.People;
import io.backout.process.RollbackService;
import io.backout.process.RollbackStarts;
import io.backout.record.Choice;
import io.backout.record.Ledger;
import io.backout.record.Report;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;

/** People who report, decide and answer in a running engine. */
class EngineScene {
    static final Duration LIMIT = Duration.ofSeconds(20);

    @Autowired
    ProcessEngine engine;

    @Autowired
    RollbackStarts starts;

    @Autowired
    RollbackService service;

    @Autowired
    People people;

    @Autowired
    Rollbacks rollbacks;

    @Autowired
    Ledger ledger;

    @Autowired
    RollbackRecord record;

    @Autowired
    Node node;

    @Autowired
    ApprovalRequests requests;

    @Autowired
    EngineBench bench;

    @Autowired
    Map<String, FakeStep> steps;

    boolean stops() {
        return node.stopping();
    }

    FakeStep step(String id) {
        return steps.get(id + "Delegate");
    }

    void reset() {
        bench.refusals.clear();
        bench.sameServer = false;
        bench.withLevel3 = false;
        bench.signatures = List.of(Duty.DBA, Duty.SYSTEM_ADMINISTRATOR);
        bench.whileGathering = () -> {};
        bench.whileDrafting = () -> {};
        steps.values().forEach(FakeStep::reset);
        step("verifyRelease").answering(Map.of("verified", true, "migrationDiffers", false, "businessChecked", true));
    }

    /** Whatever a test left behind; jobs may still move it. */
    void clear() {
        Poll.until(
                LIMIT,
                () -> {
                    try {
                        runtime().createProcessInstanceQuery().rootProcessInstances().list().stream()
                                .map(ProcessInstance::getId)
                                .forEach(id -> runtime()
                                        .deleteProcessInstanceIfExists(id, "test over", false, false, false, false));
                        return runtime().createProcessInstanceQuery().count() == 0;
                    } catch (RuntimeException aJobIsRunning) {
                        return false;
                    }
                },
                () -> "the engine does not get empty");
    }

    String report(BackoutUser user, Optional<Integer> level) {
        Report report = new Report(
                BenchTarget.ID,
                List.of(),
                new Report.FreeText("it is broken", ""),
                "",
                level.map(chosen -> Choice.ofLevel(chosen, Optional.empty())));
        return starts.report(report, people.person(user.id()));
    }

    /** Reported, decided for level 1, and on its way. */
    String rollBack() {
        return report(BackoutUser.COMMANDER, Optional.of(1));
    }

    RollbackState awaitState(String id, RollbackState... states) {
        Poll.until(LIMIT, () -> List.of(states).contains(state(id)), () -> "%s is %s: %s %s"
                .formatted(id, state(id), rollbacks.require(id).message(), sentences(id)));
        return state(id);
    }

    RollbackState state(String id) {
        return service.stateOf(rollbacks.require(id));
    }

    Rollback rollback(String id) {
        return rollbacks.require(id);
    }

    /** One more operator, with an account that is there from now on. */
    void operator(String user) {
        User created = engine.getIdentityService().newUser(user);
        created.setPassword("Whatever-2026!");
        engine.getIdentityService().saveUser(created);
        engine.getIdentityService().createMembership(user, BackoutUser.OPERATOR.group());
    }

    /** Waits for the task. */
    Task task(String key) {
        Poll.until(LIMIT, () -> tasks(key).size() == 1, () -> "tasks of " + key + ": " + tasks(key));
        return tasks(key).get(0);
    }

    List<Task> tasks(String key) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(key).list();
    }

    /** As Tasklist does, with whatever the browser sends. */
    void complete(String user, Task task, Map<String, Object> variables) {
        as(user, () -> {
            engine.getTaskService().complete(task.getId(), variables);
            return task;
        });
    }

    <T> T as(String user, Supplier<T> work) {
        return people.as(people.person(user), work);
    }

    List<Incident> incidents() {
        return runtime().createIncidentQuery().list().stream()
                // A called process shows the same incident in its caller once more.
                .filter(incident -> incident.getId().equals(incident.getCauseIncidentId()))
                .toList();
    }

    /** Waits until nothing moves any more: every job has failed for good or is gone. */
    void awaitQuiet() {
        Poll.until(
                LIMIT,
                () -> engine.getManagementService()
                                .createJobQuery()
                                // A time budget that has not passed is no work.
                                .messages()
                                .withRetriesLeft()
                                .count()
                        == 0,
                () -> "jobs do not come to an end");
    }

    /** Cockpit's button. */
    void retryInCockpit() {
        ManagementService management = engine.getManagementService();
        management.createJobQuery().noRetriesLeft().list().forEach(job -> management.setJobRetries(job.getId(), 1));
    }

    /** Action and sentence of each entry. */
    List<String> sentences(String id) {
        return record.of(id).stream()
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.sentence())
                .toList();
    }

    RuntimeService runtime() {
        return engine.getRuntimeService();
    }

    /** How each attempt at a step ended, in their order. */
    List<State> attempts(String id, String step) {
        return ledger.of(id).stream()
                .filter(run -> run.step().equals(step))
                .map(StepRun::state)
                .toList();
    }

    /** What a task's form tells whoever opens it. */
    String briefing(Task task) {
        return String.valueOf(engine.getTaskService().getVariable(task.getId(), "briefing"));
    }
}
