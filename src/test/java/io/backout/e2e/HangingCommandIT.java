package io.backout.e2e;

import static io.backout.e2e.TargetsOfTheScene.IMPATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A command that hangs is ended with everything that it started, and nobody claims to know what it did. */
@ExtendWith(OnTheScene.class)
class HangingCommandIT {
    private static final String ENDED =
            "'pm2 stop easy-erp easy-erp-worker' was ended with its whole process tree after 5 s; its effects are unknown";

    private final Scene scene;

    HangingCommandIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnACrashingRelease() {
        scene.reset();
        scene.crash();
    }

    @Test
    void anOperatorClarifiesTheStepThatHung() {
        Programs.Gate stopping = scene.programs().hangWithChildrenAt("pm2", "stop");
        String id = scene.commander().rollBack(Map.of("target", IMPATIENT));
        Poll.until(Scene.LIMIT, () -> stepStopping(id).path("outcome").asText().equals("UNKNOWN"), () -> "not ended");
        assertThat(stopping.survivors()).isEmpty();
        assertThat(stepStopping(id).path("message").asText()).isEqualTo(ENDED);
        Reply stuck = scene.awaitOperator(id);
        assertThat(stuck.text("message"))
                .isEqualTo(
                        "step 'Stop application' failed: " + ENDED
                                + "\nHINT: look whether the step happened, and answer the task 'Clarify outcome' in Tasklist; the rollback goes on from there.");
        assertThat(stopping.survivors()).isEmpty();
        assertThat(scene.record(id).sentences()).contains("step 'Stop application' has an unknown outcome: " + ENDED);

        String path = "/api/rollbacks/%s/steps/%s/outcome";
        // A retry that hangs as well asks anew, and about nothing but itself.
        stopping.reachAnew();
        assertThat(WebSession.of(scene.server(), BackoutUser.OPERATOR, "cockpit")
                        .retry(id))
                .isEqualTo(204);
        stopping.awaitReached();
        scene.awaitOperator(id);
        WebSession tasklist = WebSession.of(scene.server(), BackoutUser.OPERATOR, "tasklist");
        assertThat(tasklist.tasks(id).findValuesAsText("taskDefinitionKey")).containsExactly("userTask_clarifyOutcome");

        Map<String, String> answer = Map.of("outcome", "DID_NOT_HAPPEN", "reason", "pm2 list shows it online");
        assertThat(scene.as(BackoutUser.OPERATOR)
                        .post(path.formatted(id, "switchRelease"), answer)
                        .text("detail"))
                .isEqualTo(
                        "%s waits for an answer about step 'stopApplication', not about 'switchRelease'; nothing was done"
                                .formatted(id));
        assertThat(scene.as(BackoutUser.COMMANDER)
                        .post(path.formatted(id, "stopApplication"), answer)
                        .status())
                .isEqualTo(403);
        stopping.open();
        assertThat(scene.as(BackoutUser.OPERATOR)
                        .post(path.formatted(id, "stopApplication"), answer)
                        .status())
                .isEqualTo(200);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
        assertThat(scene.record(id).sentence("CLARIFIED"))
                .isEqualTo("'lilei' said of step 'Stop application': it did not happen: pm2 list shows it online");
        assertThat(tasklist.tasks(id)).isEmpty();
    }

    @Test
    void aLookThatHangsIsAReasonToRefuse() {
        Programs.Gate looking = scene.programs().hangWithChildrenAt("git", "status");
        String id = scene.commander().rollBack(Map.of("target", IMPATIENT, "release", "v1.3.0"));
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("REFUSED");
        assertThat(end.text("message"))
                .isEqualTo(
                        "directory '%s': 'git status --porcelain -z --untracked-files=no' was ended with its whole process tree after 5 s; its effects are unknown\nHINT: set 'directory' to the top of the application's git checkout, owned by Backout's user."
                                .formatted(scene.sample().directory()));
        // The probe of every minute may have come to the gate, too; its time limit is longer.
        looking.open();
        Poll.until(Scene.LIMIT, () -> looking.survivors().isEmpty(), () -> "still there: " + looking.survivors());
    }

    private JsonNode stepStopping(String id) {
        for (JsonNode step : scene.commander().rollback(id).body().path("steps")) {
            if (step.path("step").asText().equals("stopApplication")) {
                return step;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
