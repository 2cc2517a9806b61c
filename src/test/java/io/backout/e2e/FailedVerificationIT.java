package io.backout.e2e;

import static io.backout.e2e.TargetsOfTheScene.SILENT_HEALTH;
import static io.backout.e2e.TargetsOfTheScene.WRONGLY_CHECKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What could not be proven is no success: it comes back to the commander and says what is wrong. */
@ExtendWith(OnTheScene.class)
class FailedVerificationIT {
    private final Scene scene;

    FailedVerificationIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnACrashingRelease() {
        scene.reset();
        scene.crash();
    }

    @Test
    void aFailedBusinessCheckComesBackToTheCommander() {
        String id = scene.commander().rollBack(Map.of("target", WRONGLY_CHECKED));
        Reply asked = scene.awaitDecision(id);
        assertThat(asked.text("message"))
                .isEqualTo(
                        "release v1.3.0 is not verified, 1 of 9 checks failed: business check 'orders are free of charge': POST %s answered without 'free of charge'"
                                .formatted(scene.sample().url("/api/orders/check")));
        assertThat(asked.body().path("steps").findValuesAsText("message").get(5))
                .startsWith(asked.text("message") + "\n+ wanted commit is checked out\n");
        scene.decide(id, Map.of("level", 0, "reason", "the check is wrong, not the release"));
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("CLOSED");
        assertThat(scene.commander()
                        .get("/api/targets/%s/evidence".formatted(WRONGLY_CHECKED))
                        .body()
                        .toString())
                .doesNotContain("BAD");
        assertThat(scene.record(id).actions()).doesNotContain("ESCALATED");
    }

    @Test
    void aReleaseThatNeverAnswersComesBackToTheCommander() {
        String id = scene.commander().rollBack(Map.of("target", SILENT_HEALTH, "release", "v1.3.0"));
        assertThat(scene.awaitDecision(id).text("message"))
                .isEqualTo(
                        "release v1.3.0 is not verified, 1 of 8 checks failed: health, several times in a row, by the wanted release: did not answer within 2000 ms");
    }

    @Test
    void aStopWhileTheReleaseIsExaminedIsAStop() {
        String id = scene.commander().rollBack(Map.of("target", SILENT_HEALTH, "release", "v1.3.0"));
        Poll.until(
                Scene.LIMIT,
                () -> scene.commander().rollback(id).text("currentStep").equals("Verify release"),
                () -> "nothing is verified");
        scene.command(id, "STOP");
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("STOPPED");
        assertThat(end.text("message"))
                .isEqualTo(
                        "'hanmei' asked to stop in step 'Verify release': we have found another way; done until then: Preserve evidence, Prepare release, Stop application, Switch release, Start application; to undo it: 'git reset --hard %s', 'pm2 restart easy-erp easy-erp-worker'"
                                .formatted(
                                        scene.sample().commit("v1.4.0-crashing").substring(0, 10)));
    }

    @Test
    void aSchemaThatDiffersEscalatesToLevelTwo() {
        scene.sample().database().execute("ALTER TABLE orders ADD COLUMN by_hand INT");
        SignedRollback rollback = SignedRollback.decided(scene, Map.of("level", 1));
        String why =
                "release v1.3.0 is not verified, 1 of 8 checks failed: schema is as the release's migrations build it: column orders.by_hand should not be there";
        rollback.awaitPlan();
        assertThat(scene.record(rollback.id()).sentence("ESCALATED")).isEqualTo("escalated to level 2: " + why);
        assertThat(scene.commander().rollback(rollback.id()).text("message"))
                .startsWith(why + "; waits for the signatures of dba (wangwei), system-administrator (zhaolei)");

        Reply end = rollback.sign().awaitVerified();
        LevelTwoChangesIT.assertNeverTwoAtOnce(end.body().path("steps"));
    }
}
