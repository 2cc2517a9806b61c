package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.RollbackApi.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody else works on the target, or the commander changes their mind, while a step runs. */
@ExtendWith(OnTheScene.class)
class ChangesInTheMiddleIT {
    private static final String NOTHING_FOR_LEVEL_2 = """
            the database is already as the release needs it
            HINT: choose level 1: only the application has to go back.""";

    private final Scene scene;

    ChangesInTheMiddleIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnACrashingRelease() {
        scene.reset();
        scene.crash();
    }

    @Test
    void aCommitWhileTheReleaseIsPreparedStopsTheLevel() {
        scene.leaveWorkspace();
        Programs.Gate preparing = scene.programs().holdAt("git", "remove");
        String id = scene.commander().rollBack(Map.of());
        preparing.awaitReached();
        String planned = scene.sample().head();
        scene.sample().run("git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--allow-empty", "-m", "Fix");
        State before = State.of(scene.sample());
        preparing.open();
        assertThat(scene.awaitDecision(id).text("message"))
                .isEqualTo(
                        "stopped before step 'Stop application', because since the plan was signed the checked-out commit is '%s' instead of '%s'; done until then: Preserve evidence, Prepare release"
                                .formatted(before.head().substring(0, 10), planned.substring(0, 10)));
        assertThat(State.of(scene.sample())).isEqualTo(before);
        decideAgain(id);
        assertThat(scene.commander()
                        .get("/api/rollbacks/%s/plan".formatted(id))
                        .body()
                        .path("route")
                        .path("from")
                        .asText())
                .isEqualTo(before.head());
    }

    @Test
    void aDeploymentWhileTheApplicationIsStoppedStopsTheLevel() {
        Programs.Gate stopping = scene.programs().holdAt("pm2", "stop");
        String id = scene.commander().rollBack(Map.of());
        stopping.awaitReached();
        scene.sample().run("git", "reset", "--quiet", "--hard", "v1.4.0-unhealthy");
        scene.sample().database().execute("""
                INSERT INTO _prisma_migrations (id, migration_name, checksum, started_at, applied_steps_count)
                VALUES ('x', '20250822_add_exchange_rates', 'y', NOW(), 0)""");
        stopping.open();
        assertThat(scene.awaitDecision(id).text("message"))
                .isEqualTo(
                        "stopped before step 'Switch release', because since the plan was signed the checked-out commit is '%s' instead of '%s'; migration '20250822_add_exchange_rates' was started, applied or changed; done until then: Preserve evidence, Prepare release, Stop application; to undo it: 'pm2 start easy-erp easy-erp-worker'"
                                .formatted(
                                        scene.sample()
                                                .commit("v1.4.0-unhealthy")
                                                .substring(0, 10),
                                        scene.sample().commit("v1.4.0-crashing").substring(0, 10)));
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.4.0-unhealthy"));
        scene.decide(id, Map.of("level", 1, "reason", "the deployment was a mistake"));
        assertThat(scene.awaitDecision(id).text("message"))
                .startsWith("migration [20250822_add_exchange_rates] failed half-way\nHINT: the way back is level 2");
        scene.sample().database().execute("DELETE FROM _prisma_migrations WHERE id = 'x'");
        decideAgain(id);
    }

    @Test
    void aStopEndsTheRunningStepAndSaysWhatWasDone() {
        scene.leaveWorkspace();
        Programs.Gate preparing = scene.programs().hangWithChildrenAt("git", "remove");
        String id = scene.commander().rollBack(Map.of());
        preparing.awaitReached();
        State before = State.of(scene.sample());
        scene.command(id, "STOP");
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("STOPPED");
        assertThat(end.text("message"))
                .isEqualTo(
                        "'hanmei' asked to stop in step 'Prepare release': we have found another way; done until then: Preserve evidence");
        assertThat(end.body().findValuesAsText("outcome")).isEqualTo(List.of("SUCCEEDED", "FAILED"));
        assertThat(preparing.survivors()).isEmpty();
        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(scene.record(id).sentence("REQUESTED_STOP")).isEqualTo("asked to stop: we have found another way");
        assertThat(scene.record(id).sentence("ANNOUNCED"))
                .isEqualTo("the rollback was stopped: " + end.text("message"));
    }

    @Test
    void aClimbToALevelThatHasNothingToDoComesBackToTheDecision() {
        scene.leaveWorkspace();
        Programs.Gate preparing = scene.programs().holdAt("git", "remove");
        String id = scene.commander().rollBack(Map.of());
        preparing.awaitReached();
        scene.command(id, "CLIMB");
        String why =
                "'hanmei' asked to climb in step 'Prepare release': we have found another way; done until then: Preserve evidence";
        assertThat(scene.awaitDecision(id).text("message")).isEqualTo(why + "; " + NOTHING_FOR_LEVEL_2);
        assertThat(scene.record(id).sentence("CLIMB")).isEqualTo(why);
        assertThat(scene.record(id).sentence("ESCALATED")).isEqualTo("escalated to level 2: " + why);
        scene.decide(id, Map.of("level", 2, "reason", "it must be"));
        assertThat(scene.awaitDecision(id).text("message")).isEqualTo(NOTHING_FOR_LEVEL_2);
        assertThat(scene.command(id, "STOP").status()).isEqualTo(200);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("CLOSED");
    }

    private void decideAgain(String id) {
        assertThat(scene.decide(id, Map.of("level", 1, "release", "v1.3.0", "reason", "go back all the same"))
                        .status())
                .isEqualTo(200);
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.3.0"));
        assertThat(scene.record(id).isWhole()).isTrue();
    }
}
