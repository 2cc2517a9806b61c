package io.backout.e2e;

import static io.backout.e2e.TargetsOfTheScene.UNCHECKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where no business check is configured, the commander looks and says so. */
@ExtendWith(OnTheScene.class)
class HandConfirmationIT {
    private static final String WAITS = "waits for the commander to confirm that business works";

    private final Scene scene;

    HandConfirmationIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnACrashingRelease() {
        scene.reset();
        scene.crash();
    }

    @Test
    void theCommanderConfirmsThatBusinessWorks() {
        String id = asked();
        Reply stop = scene.command(id, "STOP");
        assertThat(stop.status()).isEqualTo(400);
        assertThat(stop.text("detail")).isEqualTo(id + " waits for an answer in Tasklist; nothing was done");
        assertThat(stop.text("hint"))
                .isEqualTo("answer the task 'Confirm that business works: unchecked (%s)'.".formatted(id));
        WebSession commander = WebSession.of(scene.server(), BackoutUser.COMMANDER, "tasklist");
        assertThat(commander.complete(id, Map.of("businessWorks", "perhaps"))).isGreaterThanOrEqualTo(400);
        assertThat(commander.complete(id, Map.of("businessWorks", "yes", "comment", "an order came in")))
                .isEqualTo(204);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
        assertThat(scene.record(id).sentence("CONFIRMED"))
                .isEqualTo("confirmed by hand that business works. an order came in");
    }

    @Test
    void aNoBringsTheDecisionBack() {
        String id = asked();
        assertThat(WebSession.of(scene.server(), BackoutUser.OPERATOR, "tasklist")
                        .tasks(id))
                .isEmpty();
        WebSession commander = WebSession.of(scene.server(), BackoutUser.COMMANDER, "tasklist");
        assertThat(commander.complete(id, Map.of("businessWorks", "no", "comment", "prices are wrong")))
                .isEqualTo(204);
        assertThat(scene.awaitDecision(id).text("message"))
                .isEqualTo("business does not work on the release gone back to: prices are wrong");
    }

    private String asked() {
        String id = scene.commander().rollBack(Map.of("target", UNCHECKED));
        Poll.until(
                Scene.LIMIT,
                () -> scene.commander().rollback(id).text("message").equals(WAITS),
                () -> "nobody is asked: " + scene.commander().rollback(id));
        return id;
    }
}
