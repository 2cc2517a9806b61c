package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.NotAllowedException;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.plan.Step.Kind;
import io.backout.process.SkipService;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest;
import io.backout.record.RollbackState;
import io.backout.record.StepRun.State;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** A stuck step is left out when an operator wants it, a required one when another person consents, and never a proof. */
@EngineTest
@Import(EngineScene.class)
class SkipInTheEngineTest {
    private static final String APPROVE_SKIP = "userTask_approveSkip";
    private static final String OPERATOR = BackoutUser.OPERATOR.id();
    private static final String COMMANDER = BackoutUser.COMMANDER.id();
    private static final String ANOTHER = "another";

    @Autowired
    private EngineScene scene;

    @Autowired
    private SkipService service;

    @BeforeEach
    void reset() {
        scene.reset();
        scene.operator(ANOTHER);
    }

    @AfterEach
    void clear() {
        scene.clear();
        identity().deleteUser(ANOTHER);
        identity().deleteUser("newcomer");
    }

    @Test
    void skipsAnOptionalStepAtTheWordOfOneOperator() {
        String id = stuckAt("preserveEvidence");

        skip(id, OPERATOR, "preserveEvidence");

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.attempts(id, "preserveEvidence")).containsExactly(State.FAILED, State.FAILED, State.SKIPPED);
        assertThat(scene.step("preserveEvidence").runs()).isEqualTo(2);
        assertThat(scene.sentences(id))
                .contains("lilei SKIPPED 'lilei' asked to skip step 'Preserve evidence': because of lilei");
        assertThat(scene.rollback(id).message()).endsWith("verified; skipped: 'Preserve evidence'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hanmei", ANOTHER})
    void skipsARequiredStepWithTheConsentOfAnother(String second) {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");
        assertThat(scene.briefing(scene.task(APPROVE_SKIP)))
                .contains("## Go on without step 'Stop application'?")
                .contains("What then: the release is switched under an application that may still run.")
                .contains("because of lilei", "pm2 is broken");
        assertThat(scene.state(id)).isEqualTo(RollbackState.NEEDS_OPERATOR);

        skip(id, second, "stopApplication");

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.attempts(id, "stopApplication")).containsExactly(State.FAILED, State.FAILED, State.SKIPPED);
        assertThat(scene.sentences(id))
                .contains(
                        "lilei SKIP_REQUESTED 'lilei' asked to skip step 'Stop application': because of lilei; another operator or the incident commander is asked",
                        "%1$s SKIPPED 'lilei' asked to skip step 'Stop application': because of lilei; '%1$s' consented: because of %1$s"
                                .formatted(second));
        assertThat(scene.tasks(APPROVE_SKIP)).isEmpty();
    }

    @Test
    void isStuckAsBeforeWhereTheSecondPersonRefuses() {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");

        service.refuse(id, scene.people.person(COMMANDER), "stopApplication", "stop it by hand");

        scene.awaitQuiet();
        assertThat(scene.attempts(id, "stopApplication")).containsExactly(State.FAILED, State.FAILED);
        assertThat(scene.state(id)).isEqualTo(RollbackState.NEEDS_OPERATOR);
        assertThat(scene.sentences(id))
                .contains(
                        "hanmei SKIP_REFUSED 'lilei' asked to skip step 'Stop application': because of lilei; 'hanmei' refused: stop it by hand");
        scene.step("stopApplication").answering(Map.of());
        scene.retryInCockpit();
        scene.awaitState(id, RollbackState.ROLLED_BACK);
    }

    @Test
    void letsNobodyConsentToWhatTheyAskedFor() {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");

        assertThatThrownBy(() -> skip(id, OPERATOR, "stopApplication"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage(
                        "'lilei' may not consent to skip step 'Stop application': 'lilei' asked for it; nothing was skipped\n"
                                + "HINT: another operator or the incident commander can consent.");

        isNotSkipped(id, "stopApplication");
        assertThat(scene.sentences(id)).anyMatch(it -> it.startsWith("lilei NOT_ALLOWED 'lilei' may not consent"));
    }

    @Test
    void letsNoAccountConsentThatCameAfterTheReport() {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");
        scene.operator("newcomer");

        assertThatThrownBy(() -> skip(id, "newcomer", "stopApplication"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessageContaining("the account or its groups came or changed after the problem was reported");

        isNotSkipped(id, "stopApplication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hanmei", "limei", "wangwei", "weihua", "admin"})
    void letsOnlyAnOperatorAsk(String user) {
        String id = stuckAt("preserveEvidence");

        assertThatThrownBy(() -> skip(id, user, "preserveEvidence")).isInstanceOf(NotAllowedException.class);
        // Past our own door, as Tasklist and the engine's REST do.
        assertThatThrownBy(() -> scene.as(user, () -> scene.runtime()
                        .startProcessInstanceByKey(
                                "skip-step", Map.of("rollback", id, "step", "preserveEvidence", "reason", "r"))))
                .isInstanceOfAny(AuthorizationException.class, NotAllowedException.class);

        isNotSkipped(id, "preserveEvidence");
        assertThat(scene.sentences(id)).anyMatch(it -> it.startsWith(user + " NOT_ALLOWED "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limei", "wangwei", "weihua", "admin"})
    void letsOnlyAnOperatorOrTheCommanderConsent(String user) {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");

        assertThatThrownBy(() -> skip(id, user, "stopApplication")).isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> scene.complete(
                        user, scene.task(APPROVE_SKIP), Map.of("answer", "APPROVE", "comment", "I believe")))
                .hasStackTraceContaining(
                        user.equals("admin") ? "may not complete the task" : AuthorizationException.class.getName());

        isNotSkipped(id, "stopApplication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verifyRelease", "prepareRelease"})
    void neverSkipsWhatProvesSomethingOrWouldBeLeftHalfMade(String step) {
        String id = stuckAt(step);

        assertThatThrownBy(() -> skip(id, OPERATOR, step))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("' can never be skipped: ")
                .hasMessageEndingWith(
                        "HINT: remove the cause and retry in Cockpit, or ask the incident commander to stop the rollback.");

        isNotSkipped(id, step);
        assertThat(scene.sentences(id))
                .anyMatch(it -> it.startsWith("lilei SKIP_NOT_ALLOWED asked to skip a step: step '")
                        && it.endsWith("nothing was skipped; said why: because of lilei"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"switchRelease", "preserveEvidence", "draftPlan", "nonsense", ""})
    void skipsOnlyTheStepThatIsStuck(String other) {
        String id = stuckAt("stopApplication");

        assertThatThrownBy(() -> skip(id, OPERATOR, other))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("step '%s' of %s is not stuck; nothing was skipped".formatted(other, id));

        isNotSkipped(id, "stopApplication");
    }

    @Test
    void leavesAStepWhoseOutcomeIsUnknownToTheQuestionAboutIt() {
        scene.step("stopApplication").as(Kind.ONCE);
        String id = stuckAt("stopApplication");
        scene.task("userTask_clarifyOutcome");

        assertThatThrownBy(() -> skip(id, OPERATOR, "stopApplication"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("nobody knows whether step 'Stop application' happened; nothing was skipped\n"
                        + "HINT: answer the task 'Clarify outcome'; 'It happened' leaves the step out.");
    }

    @Test
    void withdrawsTheQuestionWhenARetrySucceeds() {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");
        scene.task(APPROVE_SKIP);
        scene.step("stopApplication").answering(Map.of());
        scene.step("switchRelease").failing(new IllegalStateException("not yet"));
        scene.retryInCockpit();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        Poll.until(
                EngineScene.LIMIT,
                () -> scene.incidents().stream()
                        .anyMatch(incident -> incident.getActivityId().equals("serviceTask_switchRelease")),
                () -> "not at the next step");

        assertThat(scene.tasks(APPROVE_SKIP)).isEmpty();
        assertThat(scene.attempts(id, "stopApplication")).containsExactly(State.FAILED, State.FAILED, State.SUCCEEDED);
    }

    @Test
    void stopsWhileConsentIsAskedFor() {
        String id = stuckAt("stopApplication");
        skip(id, OPERATOR, "stopApplication");
        scene.task(APPROVE_SKIP);

        scene.service.command(id, scene.people.person(COMMANDER), CommandRequest.Kind.STOP, "enough");

        scene.awaitState(id, RollbackState.STOPPED);
        assertThat(scene.tasks(APPROVE_SKIP)).isEmpty();
    }

    @Test
    void keepsNothingOfTheStartInTheEngineButIds() {
        String id = stuckAt("stopApplication");
        Map<String, Object> form = Map.of(
                "rollback", id, "step", "stopApplication", "reason", "r", "approved", true, "consentNeeded", false);

        String instance = scene.as(OPERATOR, () -> scene.runtime().startProcessInstanceByKey("skip-step", form))
                .getId();

        assertThat(scene.runtime().getVariables(instance)).isEqualTo(Map.of("rollbackId", id, "consentNeeded", true));
        isNotSkipped(id, "stopApplication");
    }

    private String stuckAt(String step) {
        scene.step(step).failing(new IllegalStateException("pm2 is broken"));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        return id;
    }

    private void skip(String id, String user, String step) {
        service.skip(id, scene.people.person(user), step, "because of " + user);
    }

    private void isNotSkipped(String id, String step) {
        assertThat(scene.attempts(id, step)).containsExactly(State.FAILED, State.FAILED);
        assertThat(scene.state(id)).isEqualTo(RollbackState.NEEDS_OPERATOR);
    }

    private IdentityService identity() {
        return scene.engine.getIdentityService();
    }
}
