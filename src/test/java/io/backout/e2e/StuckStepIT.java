package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** A step that cannot be done waits as an incident for an operator, and goes on from where it was. */
@ExtendWith(OnTheScene.class)
class StuckStepIT {
    private static final String FAILED =
            "step 'Stop application' failed: 'pm2 stop easy-erp easy-erp-worker' ended with exit code 1: the daemon is confused";

    private final Scene scene;

    StuckStepIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnACrashingRelease() {
        scene.reset();
        scene.crash();
    }

    @Test
    void aStepThatFailsIsRetriedInCockpitAndGoesOn() {
        Programs.Gate stopping = scene.programs().failAt("pm2", "stop", "the daemon is confused");
        String id = scene.commander().rollBack(Map.of());
        Reply stuck = scene.awaitOperator(id);
        assertThat(stuck.text("message"))
                .isEqualTo(FAILED
                        + "\nHINT: remove the cause, then retry in Cockpit; the rollback goes on from this step.");
        assertThat(stuck.body().findValuesAsText("outcome"))
                .containsExactly("SUCCEEDED", "SUCCEEDED", "FAILED", "FAILED", "FAILED");
        assertThat(scene.record(id).sentence("STUCK")).contains("step 'Stop application' is stuck: " + FAILED);
        stopping.open();
        assertThat(WebSession.of(scene.server(), BackoutUser.AUDITOR, "cockpit").retry(id))
                .isEqualTo(403);
        WebSession cockpit = WebSession.of(scene.server(), BackoutUser.OPERATOR, "cockpit");
        assertThat(cockpit.retry(id)).isEqualTo(204);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
        assertThat(scene.commander().rollback(id).body().findValuesAsText("step"))
                .containsOnlyOnce("preserveEvidence", "prepareRelease", "switchRelease", "verifyRelease");
        // Each attempt keeps its line, and the record says who asked for the last one.
        assertThat(scene.commander().rollback(id).body().findValuesAsText("outcome"))
                .containsExactly(
                        "SUCCEEDED",
                        "SUCCEEDED",
                        "FAILED",
                        "FAILED",
                        "FAILED",
                        "SUCCEEDED",
                        "SUCCEEDED",
                        "SUCCEEDED",
                        "SUCCEEDED");
        assertThat(scene.record(id).sentence("ASKED_ENGINE"))
                .isEqualTo("asked the engine to let a stuck step try again");
    }

    @Test
    void aStepThatFailsIsSkippedWithConsentAndTheReleaseIsVerifiedAllTheSame() {
        scene.programs().failAt("pm2", "stop", "the daemon is confused");
        String id = scene.commander().rollBack(Map.of());
        scene.awaitOperator(id);
        assertThat(skip(BackoutUser.AUDITOR, id, "stopApplication")).isEqualTo(403);
        assertThat(skip(BackoutUser.OPERATOR, id, "verifyRelease")).isEqualTo(400);
        assertThat(skip(BackoutUser.OPERATOR, id, "stopApplication")).isEqualTo(200);
        assertThat(skip(BackoutUser.OPERATOR, id, "stopApplication"))
                .as("alone")
                .isEqualTo(403);
        assertThat(scene.commander().rollback(id).text("state")).isEqualTo("NEEDS_OPERATOR");
        assertThat(skip(BackoutUser.COMMANDER, id, "stopApplication")).isEqualTo(200);

        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("ROLLED_BACK");
        assertThat(end.text("message")).isEqualTo("back on release v1.3.0, verified; skipped: 'Stop application'");
        assertThat(end.body().findValuesAsText("outcome")).containsOnlyOnce("SKIPPED");
        assertThat(scene.record(id).sentence("SKIPPED"))
                .isEqualTo(
                        "'lilei' asked to skip step 'Stop application': it may run on; 'hanmei' consented: it may run on");
        assertThat(scene.sample().processes()).isEqualTo(Scene.BOTH_ONLINE);
    }

    private int skip(BackoutUser user, String id, String step) {
        return scene.as(user)
                .post(
                        "/api/rollbacks/%s/steps/%s/outcome".formatted(id, step),
                        Map.of("outcome", "SKIPPED", "reason", "it may run on"))
                .status();
    }

    @Test
    void aStuckRollbackCanBeStopped() {
        scene.programs().failAt("pm2", "stop", "the daemon is confused");
        String id = scene.commander().rollBack(Map.of());
        scene.awaitOperator(id);
        scene.command(id, "STOP");
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("STOPPED");
        assertThat(end.text("message"))
                .isEqualTo(
                        "'hanmei' asked to stop before step 'Stop application': we have found another way; done until then: Preserve evidence, Prepare release; to undo it: 'pm2 start easy-erp easy-erp-worker'");
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "that server is not ours to stop")
    void aDatabaseThatGoesAwayInTheMiddleStopsNothingThatRuns() {
        scene.leaveWorkspace();
        Programs.Gate preparing = scene.programs().holdAt("git", "remove");
        String id = scene.commander().rollBack(Map.of());
        preparing.awaitReached();
        scene.sample().database().stop();
        preparing.open();
        assertThat(scene.awaitOperator(id).text("message"))
                .isEqualTo("""
                database '127.0.0.1:%d/easy_erp' of target 'easy-erp' gave an error: Communications link failure
                HINT: check that the database server runs and that the account in the environment file may use it.""".formatted(scene.sample().database().port()));
        assertThat(scene.sample().processes()).containsEntry("easy-erp-worker", "online");
        scene.sample().database().start();
        assertThat(WebSession.of(scene.server(), BackoutUser.OPERATOR, "cockpit")
                        .retry(id))
                .isEqualTo(204);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
    }
}
