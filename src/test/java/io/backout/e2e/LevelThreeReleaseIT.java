package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A backup of an earlier release: data and code go back together, and forward again. */
@ExtendWith(OnTheScene.class)
class LevelThreeReleaseIT {
    private final Scene scene;
    private final BackupsOfTheScene backups;
    private Rows sound = new Rows(Map.of());
    private Rows damaged = new Rows(Map.of());
    private String backup = "";

    LevelThreeReleaseIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    @BeforeEach
    void wasBackedUpAtAnEarlierRelease() {
        backups.reset();
        scene.sample().database().createEmpty();
        scene.sample().deploy("v1.2.0");
        backups.fillWithoutPayments(500);
        sound = Rows.of(scene);
        backup = backups.take();
        scene.sample().deploy("v1.3.0");
        scene.sample().awaitHealthy(Scene.LIMIT);
        scene.sample().database().execute("INSERT INTO payments (invoice_id, amount) SELECT seq, 1 FROM seq_1_to_40");
        damaged = Rows.of(scene);
    }

    @AfterEach
    void leavesNoRows() {
        backups.reset();
    }

    @Test
    void theCodeGoesBackTooAndForwardAgain() {
        SignedRollback rollback = SignedRollback.restoring(scene, backup, Map.of("release", "v1.2.0"))
                .awaitPlan();
        rollback.sign().awaitRolledBack();

        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.2.0"));
        assertThat(scene.sample().run("git", "status", "--porcelain")).isEmpty();
        assertThat(scene.sample().health().version()).isEqualTo("1.2.0");
        assertThat(scene.sample().processes()).isEqualTo(Scene.BOTH_ONLINE);
        assertThat(Rows.of(scene)).isEqualTo(sound);
        assertThat(Rows.aside(scene, "__old_")).isEqualTo(damaged);

        rollback.undo().awaitPlan().sign().awaitVerified();
        assertThat(Rows.of(scene)).isEqualTo(damaged);
    }

    @Test
    void whereItFitsSeveralReleasesThePersonChooses() {
        State before = State.of(scene.sample());

        String id = scene.commander().rollBack(Map.of("level", 3, "backup", backup, "writing", "STOP"));

        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("REFUSED");
        assertThat(end.text("message")).isEqualTo("""
                        backup set '%s' belongs to one of several releases: v1.1.0, v1.2.0
                        HINT: choose the release that ran when the backup was taken.""".formatted(backup));
        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(Rows.of(scene)).isEqualTo(damaged);
    }
}
