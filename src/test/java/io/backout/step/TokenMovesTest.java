package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.plan.Finding;
import io.backout.record.RollbackState;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A token that was moved past the door: nothing unsigned runs, and nothing unverified is called a success. */
@EngineTest
@Import(EngineScene.class)
class TokenMovesTest {
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
    void runsNothingBeforeThereIsAPlan() {
        String id = undecided();

        move(id, "callActivity_level1");

        refusesToPreserveEvidence(id, "the rollback has no plan");
    }

    private static final Map<String, Object> DECISION =
            Map.of("level", "1", "reason", "it is broken", "whyNotRepair", "it is quicker");

    @Test
    void runsNothingOfAPlanThatCannotBeCarriedOut() {
        scene.bench.refusals.add(new Finding("disk", false, "the disk is full", "make room."));
        String id = undecided();
        scene.service.decide(id, scene.people.person("hanmei"), DECISION);
        Poll.until(EngineScene.LIMIT, () -> scene.rollback(id).planId().isPresent(), () -> "no plan");
        scene.task("userTask_decideLevel");

        move(id, "callActivity_level1");

        refusesToPreserveEvidence(id, "the plan does not contain it");
    }

    @Test
    void signsNoSecondPlanWithAnEarlierDecision() {
        scene.step("verifyRelease")
                .answering(java.util.Map.of("verified", false, "migrationDiffers", false, "businessChecked", true));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.AWAITING_DECISION);
        scene.task("userTask_decideLevel");
        int runs = scene.step("preserveEvidence").runs();

        move(id, "serviceTask_draftPlan");

        awaitSentence(
                id,
                "backout REFUSED step 'Preserve evidence' was not run: the plan lacks the signature of [incident-commander]");
        assertThat(scene.step("preserveEvidence").runs()).isEqualTo(runs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopApplication", "switchRelease", "startApplication", "verifyRelease"})
    void runsNoStepOfALevelThatWasNotCalledByItsRollback(String step) {
        String id = undecided();

        scene.runtime()
                .createProcessInstanceByKey("level-1-application")
                .businessKey(id)
                .setVariable("rollbackId", id)
                .startBeforeActivity("serviceTask_" + step)
                .execute();

        awaitSentence(id, "was not run: the rollback was not started by this process instance");
        assertThat(scene.step(step).runs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceTask_announceSuccess", "endEvent_rolledBack"})
    void callsNothingASuccessThatWasNotVerified(String activity) {
        scene.step("stopApplication").failing(new IllegalStateException("not now"));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);

        move(id, activity);
        scene.awaitQuiet();

        assertThat(scene.rollback(id).state()).isNotEqualTo(RollbackState.ROLLED_BACK);
        assertThat(scene.sentences(id)).noneMatch(it -> it.contains("verified; the release it left"));
    }

    private String undecided() {
        String id = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        scene.task("userTask_decideLevel");
        return id;
    }

    private void move(String id, String activity) {
        ProcessInstance instance = scene.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id, "rollback")
                .singleResult();
        scene.runtime()
                .createProcessInstanceModification(instance.getId())
                .startBeforeActivity(activity)
                .execute(true, true);
    }

    private void refusesToPreserveEvidence(String id, String why) {
        awaitSentence(id, "backout REFUSED step 'Preserve evidence' was not run: " + why);
        assertThat(scene.step("preserveEvidence").runs()).isZero();
        assertThat(scene.ledger.of(id)).isEmpty();
    }

    private void awaitSentence(String id, String part) {
        Poll.until(
                EngineScene.LIMIT,
                () -> scene.sentences(id).stream().anyMatch(it -> it.contains(part)),
                () -> part + " is not in " + scene.sentences(id));
    }
}
