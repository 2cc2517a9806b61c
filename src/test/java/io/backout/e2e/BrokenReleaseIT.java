package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import io.backout.sample.Health;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job: a broken release goes back to the last good one, and the proof of it is complete. */
@ExtendWith(OnTheScene.class)
class BrokenReleaseIT {
    private static final List<String> STEPS = List.of(
            "preserveEvidence",
            "prepareRelease",
            "stopApplication",
            "switchRelease",
            "startApplication",
            "verifyRelease");

    private final Scene scene;

    BrokenReleaseIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnTheGoodRelease() {
        scene.reset();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASHING", "UNHEALTHY", "TWO_BAD", "DROPPED_DEPENDENCY", "NEW_DEPENDENCY"})
    void goesBackToTheLastGoodRelease(Fault fault) {
        scene.sample().breakWith(fault);
        String id = scene.commander().rollBack(Map.of());
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
        assertThat(end.text("message")).isEqualTo("back on release v1.3.0, verified");
        assertThat(end.body().findValuesAsText("step")).isEqualTo(STEPS);
        assertThat(end.body().findValuesAsText("outcome")).containsOnly("SUCCEEDED");
        isReallyBack();
        assertThat(verdictOf(fault.tag())).isEqualTo("BAD");
        assertThat(verdictOf("v1.3.0")).isEqualTo("VERIFIED");
        planAndRecordTellTheSame(id, fault);
    }

    private void isReallyBack() {
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.3.0"));
        assertThat(scene.sample().processes()).isEqualTo(Scene.BOTH_ONLINE);
        assertThat(scene.sample().health()).isEqualTo(new Health(200, "1.3.0"));
        assertThat(scene.sample().run("git", "status", "--porcelain")).isEmpty();
        assertThat(scene.sample().run("git", "worktree", "list").lines()).hasSize(1);
        assertThat(scene.sample().run("npm", "ls", "--depth=0"))
                .contains("helmet@8.1.0")
                .doesNotContain("extraneous");
    }

    /** A release is listed while it is checked out. */
    private String verdictOf(String tag) {
        scene.sample().run("git", "reset", "--quiet", "--hard", tag);
        for (JsonNode release :
                scene.commander().get("/api/targets/easy-erp/evidence").body().path("releases")) {
            if (release.path("names").toString().contains("\"" + tag + "\"")) {
                return release.path("verdict").asText();
            }
        }
        throw new AssertionError(tag + " is not among the releases");
    }

    private void planAndRecordTellTheSame(String id, Fault fault) {
        JsonNode plan =
                scene.commander().get("/api/rollbacks/%s/plan".formatted(id)).body();
        assertThat(plan.path("route").path("from").asText())
                .isEqualTo(scene.sample().commit(fault.tag()));
        assertThat(plan.path("route").path("to").asText())
                .isEqualTo(scene.sample().commit("v1.3.0"));
        assertThat(plan.path("steps").findValuesAsText("step")).isEqualTo(STEPS);
        Chain record = scene.record(id);
        assertThat(record.isWhole()).isTrue();
        assertThat(record.actions())
                .containsSubsequence("REPORTED", "RECOMMENDATION", "SIGNED", "ANNOUNCED", "STEP", "ANNOUNCED", "ENDED");
        assertThat(record.sentence("SIGNED"))
                .isEqualTo("signed plan %s by deciding for level 1: back from %s to %s"
                        .formatted(
                                plan.path("hash").asText(),
                                scene.sample().commit(fault.tag()),
                                scene.sample().commit("v1.3.0")));
        assertThat(record.sentence("ENDED")).isEqualTo("the rollback ended as ROLLED_BACK");
    }
}
