package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/** People change their minds, and others the database, between the plan of level 2 and its end. */
@ExtendWith(OnTheScene.class)
class LevelTwoChangesIT {
    private static final String NO_BACKUP = """
            no backup set was chosen to restore
            HINT: choose one from the list, which says which are sound and which release each belongs to.""";

    private final Scene scene;

    LevelTwoChangesIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isAsAtTheBeginning() {
        scene.reset();
    }

    @Test
    void lossesBeyondWhatWasSignedNeedANewDecision() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        scene.sample().database().execute("""
                INSERT INTO customers (id, name) VALUES (1, 'A');
                INSERT INTO orders (id, customer_id, total) VALUES (1, 1, 2);
                INSERT INTO shipments (order_id, carrier, file_name) SELECT 1, 'SF', 'a' FROM seq_1_to_101""");
        rollback.sign();
        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .isEqualTo(
                        "stopped before step 'Stop application', because since the plan was signed column shipments.file_name now has 101 instead of 0, more than the 100 that the signatures cover; done until then: Prepare release, Preserve evidence");

        decideAgain(rollback);
        assertThat(rollback.losses()).contains("column shipments.file_name 101");
        rollback.sign().awaitVerified();
    }

    @Test
    void aSchemaThatChangesBeforeTheSignatureNeedsANewDecision() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        scene.sample().database().execute("ALTER TABLE orders ADD COLUMN by_hand INT");
        rollback.sign();
        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .isEqualTo(
                        "stopped before step 'Stop application', because since the plan was signed the live schema was changed; done until then: Prepare release, Preserve evidence");

        decideAgain(rollback);
        rollback.sign().awaitVerified();
    }

    @Test
    void aPreparedReleaseThatWasRemovedBeforeTheSignatureIsPreparedAgain() throws IOException {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        FileSystemUtils.deleteRecursively(scene.sample().directory().resolve(".git/backout"));
        rollback.sign();
        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .isEqualTo(
                        "stopped before step 'Stop application', because since the plan was signed the release that was prepared beside the live one was removed; done until then: Prepare release, Preserve evidence");

        decideAgain(rollback);
        rollback.sign().awaitVerified();
    }

    @Test
    void aSchemaThatChangesWhileTheApplicationStopsLeavesItStoppedAndSaysHowToStartIt() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        Programs.Gate stopping = scene.programs().holdAt("pm2", "stop");
        rollback.sign();
        stopping.awaitReached();
        scene.sample().database().execute("ALTER TABLE orders ADD COLUMN by_hand INT");
        stopping.open();
        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .isEqualTo(
                        "stopped before step 'Revert schema changes', because since the plan was signed the live schema was changed; done until then: Prepare release, Preserve evidence, Stop application, Take snapshot; to undo it: 'pm2 start easy-erp easy-erp-worker'");

        decideAgain(rollback);
        rollback.sign().awaitVerified();
    }

    @Test
    void aRefusalOfOneWithdrawsTheOtherTask() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        State before = State.of(scene.sample());
        SignedRollback rollback = SignedRollback.planned(scene);
        WebSession other = WebSession.of(scene.server(), BackoutUser.SYSTEM_ADMINISTRATOR, "tasklist");
        assertThat(other.tasks(rollback.id())).hasSize(1);
        rollback.answer(BackoutUser.DBA, "dba", "REFUSE", "the nightly import runs");

        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .isEqualTo("the plan of level 2 was not signed: dba 'wangwei' refused: the nightly import runs");
        assertThat(other.tasks(rollback.id())).isEmpty();
        assertThat(State.of(scene.sample()).database()).isEqualTo(before.database());
        assertThat(scene.commander().rollback(rollback.id()).body().path("steps"))
                .extracting(step -> step.path("step").asText())
                .containsExactly("prepareRelease");

        decideAgain(rollback);
        rollback.sign().awaitVerified();
    }

    @Test
    void aStopWhileSignaturesAreCollected() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        rollback.answer(BackoutUser.DBA, "dba", "APPROVE", "read");
        assertThat(scene.command(rollback.id(), "STOP").status()).isEqualTo(200);
        Reply end = rollback.awaitEndOrQuestion();
        assertThat(end.text("state")).isEqualTo("STOPPED");
        assertThat(end.text("message"))
                .isEqualTo(
                        "'hanmei' asked to stop while signatures were collected: we have found another way; nothing live was changed by this plan");
        assertThat(end.body().path("steps"))
                .extracting(step -> step.path("step").asText())
                .containsExactly("prepareRelease");
    }

    @Test
    void aClimbWhileSignaturesAreCollectedComesBackToTheDecision() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(scene.command(rollback.id(), "CLIMB").status()).isEqualTo(200);
        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .isEqualTo(
                        "'hanmei' asked to climb while signatures were collected: we have found another way; nothing live was changed by this plan; "
                                + NO_BACKUP);
    }

    @Test
    void aClimbWhileLevelTwoRunsComesBackToTheDecision() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback rollback = SignedRollback.planned(scene);
        Programs.Gate stopping = scene.programs().holdAt("pm2", "stop");
        rollback.sign();
        stopping.awaitReached();
        scene.command(rollback.id(), "CLIMB");
        stopping.open();
        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .startsWith("'hanmei' asked to climb ")
                .contains("; to undo it: 'pm2 start easy-erp easy-erp-worker'; " + NO_BACKUP);
        decideAgain(rollback);
        rollback.sign().awaitVerified();
    }

    @Test
    void aClimbFromLevelOneIsPlannedAndSignedAnew() {
        scene.crash();
        scene.sample().database().execute("ALTER TABLE orders ADD COLUMN by_hand INT");
        scene.leaveWorkspace();
        Programs.Gate preparing = scene.programs().holdAt("git", "remove");
        SignedRollback rollback = SignedRollback.decided(scene, Map.of("level", 1));
        preparing.awaitReached();
        String planOfLevelOne = rollback.plan().path("hash").asText();
        scene.command(rollback.id(), "CLIMB");
        preparing.open();

        rollback.awaitPlan();
        assertThat(rollback.plan().path("level").asInt()).isEqualTo(2);
        assertThat(rollback.plan().path("hash").asText()).isNotEqualTo(planOfLevelOne);
        assertThat(rollback.statements()).containsExactly(": ALTER TABLE `orders` DROP COLUMN `by_hand`");
        Reply end = rollback.sign().awaitVerified();
        assertNeverTwoAtOnce(end.body().path("steps"));
        assertThat(end.body().findValuesAsText("step"))
                .containsSubsequence("prepareRelease", "preserveEvidence", "revertSchemaChanges", "verifyRelease");
    }

    /** Every attempt of either level began after the one before it had ended. */
    static void assertNeverTwoAtOnce(JsonNode attempts) {
        Instant free = Instant.MIN;
        for (JsonNode attempt : attempts) {
            Instant begun = Instant.parse(attempt.path("startedAt").asText());
            assertThat(begun).as(attempts.toPrettyString()).isAfterOrEqualTo(free);
            free = begun.plus(Duration.ofMillis((long) (attempt.path("seconds").asDouble() * 1000)));
        }
    }

    private void decideAgain(SignedRollback rollback) {
        assertThat(scene.decide(
                                rollback.id(),
                                Map.of("level", 2, "release", "v1.3.0", "reason", "go back all the same"))
                        .status())
                .isEqualTo(200);
        // Until its plan is drafted the state is still that of the question.
        scene.commander().awaitState(rollback.id(), Set.of("AWAITING_APPROVAL"), Scene.LIMIT);
    }
}
