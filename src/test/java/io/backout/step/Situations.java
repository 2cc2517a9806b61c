package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.backup.PutAway;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.plan.Plans;
import io.backout.plan.Step.Kind;
import io.backout.record.RollbackState;
import io.backout.step.Attempt.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** Brings a rollback to where an act can be tried. */
final class Situations {
    /** Asks for what each of the others may consent to. */
    static final String SECOND_OPERATOR = "another";

    private static final List<Duty> ALL_WHO_SIGN =
            List.of(Duty.DBA, Duty.SYSTEM_ADMINISTRATOR, Duty.TECHNICAL_OWNER, Duty.BUSINESS_OWNER);

    private final EngineScene scene;
    private final Plans plans;

    Situations(EngineScene scene, Plans plans) {
        this.scene = scene;
        this.plans = plans;
    }

    Situation of(Act act) {
        scene.clear();
        scene.reset();
        return switch (act) {
            case REPORT, CHANGE_USERS -> new Situation("", "", "", "", "");
            case READ, DECIDE, ASSIGN, DELETE -> at(reported(), "userTask_decideLevel");
            case INSPECT, TAMPER, RETRY, SKIP -> stuck();
            case SIGN_AS_DBA -> signing("dba");
            case SIGN_AS_SYSTEM_ADMINISTRATOR -> signing("system-administrator");
            case SIGN_AS_TECHNICAL_OWNER -> signing("technical-owner");
            case SIGN_AS_BUSINESS_OWNER -> signing("business-owner");
            case CONSENT -> {
                String id = stuck().rollback();
                scene.as(SECOND_OPERATOR, () -> scene.runtime()
                        .startProcessInstanceByKey(
                                "skip-step", Map.of("rollback", id, "step", "stopApplication", "reason", "r")));
                yield at(id, "userTask_approveSkip");
            }
            case CLARIFY -> unknown();
            case UNDO, EXPORT, CLEAN_UP -> situation(rolledBack(), "none", "none", "none");
            case APPROVE_CLEAN_UP -> {
                String id = rolledBack();
                scene.as("wangwei", () -> scene.runtime()
                        .startProcessInstanceByKey("clean-up", Map.of("rollback", id, "reason", "r")));
                yield at(id, "userTask_approveCleanUp");
            }
        };
    }

    private String reported() {
        return scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
    }

    private Situation at(String id, String key) {
        Task task = scene.task(key);
        return situation(id, task.getProcessInstanceId(), task.getId(), "none");
    }

    private Situation stuck() {
        scene.step("stopApplication").failing(new IllegalStateException("not now"));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        Job job = scene.engine
                .getManagementService()
                .createJobQuery()
                .noRetriesLeft()
                .singleResult();
        return situation(id, job.getProcessInstanceId(), "none", job.getId());
    }

    private Situation unknown() {
        scene.step("stopApplication").as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        return at(scene.rollBack(), "userTask_clarifyOutcome");
    }

    private Situation signing(String duty) {
        scene.bench.signatures = ALL_WHO_SIGN;
        String id = scene.report(BackoutUser.COMMANDER, Optional.of(2));
        Poll.until(
                EngineScene.LIMIT,
                () -> scene.tasks("userTask_approvePlan").size() == ALL_WHO_SIGN.size(),
                () -> "no tasks: " + scene.sentences(id));
        Task task = scene.tasks("userTask_approvePlan").stream()
                .filter(asked ->
                        scene.requests.find(asked.getId()).orElseThrow().duty().equals(duty))
                .findFirst()
                .orElseThrow();
        String hash = plans.require(scene.rollback(id).planId().orElseThrow()).hash();
        return new Situation(id, instance(id), task.getId(), "none", hash);
    }

    private String rolledBack() {
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        scene.bench.putAways.clear();
        scene.bench.putAways.add(
                new PutAway("shop__old_1", id, 3, 1_234, 100_000, Instant.now().minus(Duration.ofDays(8))));
        return id;
    }

    private static Situation situation(String id, String instance, String task, String job) {
        return new Situation(id, instance, task, job, "");
    }

    private String instance(String id) {
        return scene.runtime().createProcessInstanceQuery().processInstanceBusinessKey(id, "rollback").list().stream()
                .map(ProcessInstance::getId)
                .findFirst()
                .orElse("none");
    }
}
