package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.NotAllowedException;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.plan.Plans;
import io.backout.plan.Step.Kind;
import io.backout.process.SkipService;
import io.backout.record.BadInputException;
import io.backout.record.RollbackState;
import io.backout.record.StepRun.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** 'It happened' is no way round the rules for skipping: what can never be skipped runs again, or two people say so. */
@EngineTest
@Import(EngineScene.class)
class ClarifyInTheEngineTest {
    private static final String CLARIFY = "userTask_clarifyOutcome";
    private static final String APPROVE_SKIP = "userTask_approveSkip";
    private static final String OPERATOR = BackoutUser.OPERATOR.id();
    private static final String COMMANDER = BackoutUser.COMMANDER.id();
    private static final String ONCE = "revertSchemaChanges";

    @Autowired
    private EngineScene scene;

    @Autowired
    private SkipService skips;

    @Autowired
    private Plans plans;

    @BeforeEach
    void reset() {
        scene.reset();
    }

    @AfterEach
    void clear() {
        scene.clear();
    }

    @Test
    void acceptsNoHappenedForWhatMayRunAgainAndCanNeverBeSkipped() {
        // As after a command that was ended at its time limit; only a ONCE step waits without one.
        scene.step("prepareRelease").as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        String id = scene.rollBack();
        Task task = scene.task(CLARIFY);
        String refused =
                "'It happened' is not accepted for step 'Prepare release', which can never be skipped: what it left half made would take the live release's place; nothing was changed";
        assertThat(scene.briefing(task))
                .contains("'It happened' is not accepted, because the step can never be skipped: what it left half");

        assertThatThrownBy(() -> clarify(id, "prepareRelease", "HAPPENED"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(refused + "\nHINT: choose 'It did not happen': running it again does no harm.");
        // Past our own door, as Tasklist and the engine's REST do.
        assertThatThrownBy(() -> scene.complete(OPERATOR, task, happened()))
                .hasRootCauseInstanceOf(BadInputException.class)
                .rootCause()
                .hasMessageStartingWith(refused);

        assertThat(scene.attempts(id, "prepareRelease")).containsExactly(State.UNKNOWN);
        assertThat(scene.sentences(id))
                .contains(
                        "lilei NOT_ACCEPTED 'lilei' said of step 'Prepare release': it happened: I looked; " + refused);
        scene.step("prepareRelease").answering(Map.of());
        clarify(id, "prepareRelease", "DID_NOT_HAPPEN");
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.step("prepareRelease").runs()).isEqualTo(2);
    }

    @Test
    void goesOnBehindAOnceStepWhenTwoPeopleSayThatItHappened() {
        String id = inDoubt();
        assertThat(scene.briefing(scene.task(CLARIFY))).contains("'It happened' takes a second person: ");
        Map<String, Object> smuggled = new HashMap<>(happened());
        smuggled.putAll(Map.of("consentNeeded", false, "approved", true));
        scene.complete(OPERATOR, scene.task(CLARIFY), smuggled);
        Task consent = scene.task(APPROVE_SKIP);
        isInDoubt(id);
        assertThat(scene.briefing(consent))
                .contains("## Did step 'Revert schema changes' happen?", "lilei", "I looked")
                .contains("because the step can never be skipped: **it is what was signed");

        assertThatThrownBy(() -> skips.skip(id, scene.people.person(OPERATOR), ONCE, "sure"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessageContaining("'lilei' asked for it; nothing was skipped");
        isInDoubt(id);
        skips.skip(id, scene.people.person(COMMANDER), ONCE, "I see it, too");

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.attempts(id, ONCE)).containsExactly(State.SUCCEEDED);
        assertThat(scene.step(ONCE).runs()).isEqualTo(1);
        assertThat(scene.sentences(id))
                .contains(
                        "lilei CONSENT_REQUESTED 'lilei' said of step 'Revert schema changes': it happened: I looked; another operator or the incident commander is asked",
                        "hanmei CLARIFIED 'lilei' said of step 'Revert schema changes': it happened: I looked; 'hanmei' consented: I see it, too");
        assertThat(scene.rollback(id).message()).doesNotContain("skipped");
    }

    @Test
    void asksAnewWhereTheSecondPersonRefuses() {
        String id = inDoubt();
        Task first = scene.task(CLARIFY);
        scene.complete(OPERATOR, first, happened());
        scene.task(APPROVE_SKIP);

        skips.refuse(id, scene.people.person(COMMANDER), ONCE, "one table is left");

        assertThat(scene.task(CLARIFY).getId()).isNotEqualTo(first.getId());
        isInDoubt(id);
        scene.step(ONCE).answering(Map.of());
        clarify(id, ONCE, "DID_NOT_HAPPEN");
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.step(ONCE).runs()).isEqualTo(2);
    }

    @Test
    void asksNobodyAnyMoreWhenALookAtTheTargetTells() {
        String id = inDoubt();
        scene.complete(OPERATOR, scene.task(CLARIFY), happened());
        scene.task(APPROVE_SKIP);

        scene.step(ONCE).looking(Probe.HAPPENED);
        scene.retryInCockpit();

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.tasks(APPROVE_SKIP)).isEmpty();
    }

    /** Level 2, signed, at a step that must not run twice and of which a look at the target does not tell. */
    private String inDoubt() {
        scene.step(ONCE).failing(new IllegalStateException("the connection was lost"));
        String id = scene.report(BackoutUser.COMMANDER, Optional.of(2));
        scene.awaitState(id, RollbackState.AWAITING_APPROVAL);
        sign(id, BackoutUser.DBA, "dba");
        sign(id, BackoutUser.SYSTEM_ADMINISTRATOR, "system-administrator");
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        return id;
    }

    private void sign(String id, BackoutUser user, String duty) {
        String hash = plans.require(scene.rollback(id).planId().orElseThrow()).hash();
        Poll.until(EngineScene.LIMIT, () -> scene.tasks("userTask_approvePlan").size() > 0, () -> "nobody is asked");
        scene.service.approve(
                id,
                scene.people.person(user.id()),
                duty,
                Map.of("answer", "APPROVE", "planHash", hash, "comment", "I read it"));
    }

    private void clarify(String id, String step, String outcome) {
        scene.service.clarify(id, scene.people.person(OPERATOR), step, outcome, "I looked");
    }

    private static Map<String, Object> happened() {
        return Map.of("outcome", "HAPPENED", "reason", "I looked");
    }

    private void isInDoubt(String id) {
        assertThat(scene.attempts(id, ONCE)).containsExactly(State.UNKNOWN);
        assertThat(scene.state(id)).isEqualTo(RollbackState.NEEDS_OPERATOR);
    }
}
