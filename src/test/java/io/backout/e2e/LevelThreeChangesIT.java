package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Level 3 while the application goes on writing, and with services that did not all run. */
@ExtendWith(OnTheScene.class)
class LevelThreeChangesIT {
    private static final Map<String, String> BOTH_STOPPED = Map.of("easy-erp", "stopped", "easy-erp-worker", "stopped");
    private static final String ADD = "INSERT INTO customers (name) SELECT CONCAT('%s ', seq) FROM seq_1_to_%d";

    private final Scene scene;
    private final BackupsOfTheScene backups;
    private Rows sound = new Rows(Map.of());
    private String backup = "";

    LevelThreeChangesIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    @BeforeEach
    void hasABackup() {
        backups.reset();
        backups.fill(500);
        sound = Rows.of(scene);
        backup = backups.take();
    }

    @AfterEach
    void leavesNoRows() {
        backups.reset();
    }

    @Test
    void aServiceThatSomebodyHadStoppedIsNotStarted() {
        scene.sample().run("pm2", "stop", "easy-erp-worker");

        SignedRollback rollback = restoring("SERVE").awaitPlan();
        rollback.sign().awaitRolledBack();

        assertThat(scene.sample().processes()).isEqualTo(Map.of("easy-erp", "online", "easy-erp-worker", "stopped"));
        assertThat(rollback.message("startServices")).isEqualTo("started [easy-erp]");
        assertThat(Rows.of(scene)).isEqualTo(sound);
    }

    @Test
    void writingStopsWithTheDecision() {
        SignedRollback rollback = restoring("STOP").awaitPlan();
        assertThat(scene.sample().processes()).isEqualTo(BOTH_STOPPED);
        assertThat(rollback.message("stopWriting"))
                .isEqualTo(
                        "stopped [easy-erp, easy-erp-worker] until the rollback is over: nothing more is written that would be lost");

        rollback.sign().awaitVerified();

        assertThat(Rows.of(scene)).isEqualTo(sound);
    }

    @Test
    void rowsThatAreWrittenWhileTheCopyIsPreparedAreShownAndBounded() {
        Programs.Gate preparing = scene.programs().holdAt("mariadb-dump", "easy_erp");
        add("early", 30);
        SignedRollback rollback = restoring("SERVE");
        preparing.awaitReached();
        add("meanwhile", 20);
        preparing.open();
        rollback.awaitPlan();
        assertThat(rollback.confirmation()).isEqualTo("CONFIRM_FULL_ROLLBACK easy-erp 50");
        add("late", 40);
        Rows before = Rows.of(scene);

        rollback.sign().awaitVerified();

        assertThat(rollback.message("countLossAgain")).isEqualTo("90 rows are lost, within what was signed");
        assertThat(Rows.of(scene)).isEqualTo(sound);
        assertThat(Rows.aside(scene, "__old_")).isEqualTo(before);
    }

    @Test
    void moreThanWasSignedIsSignedAnew() {
        SignedRollback rollback = beyondTheBound();

        assertThat(rollback.confirmation()).isEqualTo("CONFIRM_FULL_ROLLBACK easy-erp 150");
        assertThat(scene.sample().processes()).isEqualTo(BOTH_STOPPED);
        assertThat(scene.commander().rollback(rollback.id()).text("message"))
                .startsWith(
                        "the loss has grown and goes back to those who sign: table customers would lose 150 rows, more than the 100 that the signatures cover");
        rollback.sign().awaitVerified();

        assertThat(Rows.of(scene)).isEqualTo(sound);
    }

    @Test
    void moreThanWasSignedIsRefusedAndDecidedAnew() {
        SignedRollback rollback = beyondTheBound();
        Rows before = Rows.of(scene);

        rollback.answer(BackoutUser.DBA, "dba", "REFUSE", "not these");

        Reply asked = scene.awaitDecision(rollback.id());
        assertThat(asked.text("message"))
                .isEqualTo(
                        "the plan of level 3 was not signed: dba 'wangwei' refused: not these; to undo it: 'pm2 start easy-erp easy-erp-worker'");
        assertThat(Rows.of(scene)).isEqualTo(before);
        assertThat(scene.sample().processes()).isEqualTo(BOTH_STOPPED);
    }

    /** Signed for no loss; then the application writes until it is stopped. */
    private SignedRollback beyondTheBound() {
        SignedRollback rollback = restoring("SERVE").awaitPlan();
        assertThat(rollback.confirmation()).isEqualTo("CONFIRM_FULL_ROLLBACK easy-erp 0");
        Programs.Gate stopping = scene.programs().holdAt("pm2", "stop");
        rollback.sign();
        stopping.awaitReached();
        add("late", 150);
        stopping.open();
        Poll.until(
                Scene.LIMIT,
                () -> scene.commander().rollback(rollback.id()).text("state").equals("AWAITING_APPROVAL"),
                () -> "nobody is asked anew: " + scene.commander().rollback(rollback.id()));
        return rollback;
    }

    private void add(String name, int rows) {
        scene.sample().database().execute(ADD.formatted(name, rows));
    }

    private SignedRollback restoring(String writing) {
        return SignedRollback.restoring(scene, backup, Map.of("release", "v1.3.0", "writing", writing));
    }
}
