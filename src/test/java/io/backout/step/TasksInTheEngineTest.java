package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.NotAllowedException;
import io.backout.demo.BackoutUser;
import io.backout.plan.Step.Kind;
import io.backout.record.RollbackState;
import io.backout.record.StepRun;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Whoever may complete a task may send any variable with it, and an administrator may complete every task. */
@EngineTest
@Import(EngineScene.class)
class TasksInTheEngineTest {
    private static final String DECIDE = "userTask_decideLevel";
    private static final String CLARIFY = "userTask_clarifyOutcome";
    private static final Map<String, Object> INJECTED = Map.of(
            "rollbackId", "RB-20200101-001",
            "stepRunId", "00000000-0000-0000-0000-000000000000",
            "levelNamed", true,
            "feasible", false,
            "verified", true,
            "migrationDiffers", true,
            "businessChecked", true,
            "interruption", "CLIMB",
            "hacked", "x");

    @Autowired
    private EngineScene scene;

    @BeforeEach
    void reset() {
        scene.reset();
    }

    @AfterEach
    void clear() {
        scene.clear();
    }

    @Test
    void letsNoAdministratorDecide() {
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        Task task = scene.task(DECIDE);

        assertThatThrownBy(() -> scene.complete("admin", task, decision(Map.of())))
                .hasRootCauseInstanceOf(NotAllowedException.class)
                .hasRootCauseMessage(
                        "'admin' may not complete the task '%s'; nothing was done\n".formatted(task.getName())
                                + "HINT: ask a person with the duty 'incident-commander'.");

        assertThat(scene.tasks(DECIDE)).hasSize(1);
        assertThat(scene.state(id)).isEqualTo(RollbackState.AWAITING_DECISION);
        assertThat(scene.sentences(id))
                .contains("admin NOT_ALLOWED 'admin' may not complete the task '%s'; nothing was done"
                        .formatted(task.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lilei", "weihua", "limei", "zhangsan"})
    void letsNobodyElseDecide(String user) {
        scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        Task task = scene.task(DECIDE);

        assertThatThrownBy(() -> scene.complete(user, task, decision(Map.of())))
                .isInstanceOf(AuthorizationException.class);

        assertThat(scene.tasks(DECIDE)).hasSize(1);
    }

    @Test
    void ignoresWhateverElseComesWithADecision() {
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());

        scene.complete(BackoutUser.COMMANDER.id(), scene.task(DECIDE), decision(INJECTED));

        assertThat(scene.awaitState(id, RollbackState.ROLLED_BACK, RollbackState.NEEDS_OPERATOR))
                .isEqualTo(RollbackState.ROLLED_BACK);
        assertThat(scene.rollback(id).level()).isEqualTo(1);
        assertThat(scene.sentences(id)).anyMatch(it -> it.startsWith("hanmei DECIDED decided for level 1"));
    }

    @Test
    void keepsUnknownNamesOutOfTheProcess() {
        // Held at its first step, so that its variables can be looked at.
        scene.step("preserveEvidence").failing(new IllegalStateException("not now"));
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());

        scene.complete(BackoutUser.COMMANDER.id(), scene.task(DECIDE), decision(INJECTED));

        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        assertThat(scene.runtime().getVariables(instance(id)))
                .containsOnlyKeys("rollbackId", "decision", "level", "levelNamed", "stopWriting", "feasible")
                .containsEntry("rollbackId", id)
                .containsEntry("level", 1)
                .containsEntry("levelNamed", false)
                .containsEntry("feasible", true);
    }

    @Test
    void ignoresWhateverElseComesWithTheConfirmationOfBusiness() {
        scene.step("verifyRelease")
                .answering(Map.of("verified", true, "migrationDiffers", false, "businessChecked", false));
        String id = scene.rollBack();
        Map<String, Object> no = new HashMap<>(INJECTED);
        no.putAll(Map.of("businessWorks", "no", "comment", "no order goes through"));

        scene.complete(BackoutUser.COMMANDER.id(), scene.task("userTask_confirmBusinessWorks"), no);

        // Neither verified nor escalated: the decision comes back to the commander.
        assertThat(scene.awaitState(id, RollbackState.AWAITING_DECISION, RollbackState.ROLLED_BACK))
                .isEqualTo(RollbackState.AWAITING_DECISION);
        assertThat(scene.rollback(id).level()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsNothingASuccessOnWhichNobodySawBusinessWork(boolean answered) {
        scene.step("verifyRelease")
                .answering(Map.of("verified", true, "migrationDiffers", false, "businessChecked", false));
        String id = scene.rollBack();
        Task task = scene.task("userTask_confirmBusinessWorks");
        if (answered) {
            scene.complete(BackoutUser.COMMANDER.id(), task, Map.of("businessWorks", "no", "comment", "no orders"));
            scene.task(DECIDE);
        }

        // Whoever may move tokens takes the shortest way to success.
        scene.runtime()
                .createProcessInstanceModification(instance(id))
                .cancelAllForActivity(answered ? DECIDE : "callActivity_level1")
                .startBeforeActivity("endEvent_rolledBack")
                .execute();

        assertThat(scene.awaitState(id, RollbackState.STOPPED, RollbackState.ROLLED_BACK))
                .isEqualTo(RollbackState.STOPPED);
    }

    @Test
    void answersOnlyForTheStepThatWasAskedAbout() {
        scene.step("stopApplication").as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        String id = scene.rollBack();
        Task task = scene.task(CLARIFY);
        StepRun other = scene.ledger.of(id).get(0);
        Map<String, Object> answer = new HashMap<>(INJECTED);
        answer.putAll(Map.of("outcome", "DID_NOT_HAPPEN", "reason", "I looked", "stepRunId", other.id()));
        scene.step("stopApplication").answering(Map.of());

        scene.complete(BackoutUser.OPERATOR.id(), task, answer);

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.ledger.find(other.id())).contains(other);
        assertThat(scene.step("stopApplication").runs()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "hanmei", "weihua"})
    void letsNobodyButAnOperatorClarify(String user) {
        scene.step("stopApplication").as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        scene.rollBack();
        Task task = scene.task(CLARIFY);

        assertThatThrownBy(() -> scene.complete(user, task, Map.of("outcome", "HAPPENED", "reason", "I believe")))
                .hasStackTraceContaining(user.equals("admin") ? "may not complete the task" : "AuthorizationException");

        assertThat(scene.tasks(CLARIFY)).hasSize(1);
        assertThat(scene.step("switchRelease").runs()).isZero();
    }

    @Test
    void letsNobodySetAVariable() {
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        scene.task(DECIDE);
        String instance = instance(id);

        for (BackoutUser user : BackoutUser.values()) {
            assertThatThrownBy(() -> scene.as(user.id(), () -> {
                        scene.runtime().setVariable(instance, "level", 3);
                        return id;
                    }))
                    .as(user.id())
                    .isInstanceOf(AuthorizationException.class)
                    .hasMessageStartingWith("'%s' may not set or remove variables from outside".formatted(user.id()));
        }
    }

    private String instance(String id) {
        return scene.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id, "rollback")
                .singleResult()
                .getId();
    }

    private static Map<String, Object> decision(Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(more);
        form.putAll(Map.of("level", "1", "release", "", "reason", "it is broken", "whyNotRepair", "it takes hours"));
        return form;
    }
}
