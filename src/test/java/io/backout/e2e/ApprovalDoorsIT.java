package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With a valid login, and as administrator, past Backout's own API: through what Tasklist and Cockpit talk to. */
@ExtendWith(OnTheScene.class)
class ApprovalDoorsIT {
    private static final Pattern GENERATED = Pattern.compile("user 'admin' was created with the password (\\S+) ;");

    private final Scene scene;
    private SignedRollback rollback;

    ApprovalDoorsIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void waitsForSignatures() {
        scene.reset();
        scene.sample().database().execute("ALTER TABLE orders ADD COLUMN by_hand INT");
        rollback = SignedRollback.decided(scene, Map.of("level", 2, "release", "v1.3.0"));
        rollback.awaitPlan();
    }

    @Test
    void nobodySignsForAnotherDuty() {
        String administrators = task(admin(), "system-administrator");
        WebSession dba = WebSession.of(scene.server(), BackoutUser.DBA, "tasklist");

        assertThat(dba.completeTask(administrators, answer())).isEqualTo(403);

        nothingHappened("wangwei NOT_ALLOWED", "may not complete the task");
    }

    @Test
    void noAdministratorSigns() {
        assertThat(admin().completeTask(task(admin(), "dba"), answer())).isEqualTo(500);

        nothingHappened("admin NOT_ALLOWED", "may not complete the task");
    }

    @Test
    void noAdministratorGoesPastTheSignatures() {
        assertThat(admin().move(rollback.id(), "serviceTask_announceStart")).isEqualTo(403);
        nothingHappened("admin NOT_ALLOWED", "may not move a token");

        assertThat(admin().set(rollback.id(), "approved", "true")).isEqualTo(403);
        nothingHappened("admin NOT_ALLOWED", "may not set or remove variables from outside");
    }

    private WebSession admin() {
        String password = GENERATED
                .matcher(scene.server().log())
                .results()
                .map((MatchResult found) -> found.group(1))
                .reduce((first, last) -> last)
                .orElseThrow();
        return WebSession.of(scene.server(), "admin", password, "cockpit");
    }

    private String task(WebSession session, String duty) {
        for (JsonNode task : session.tasks(rollback.id())) {
            if (task.path("name").asText().endsWith(" as " + duty)) {
                return task.path("id").asText();
            }
        }
        throw new IllegalStateException("no task of " + duty + ": " + session.tasks(rollback.id()));
    }

    private Map<String, String> answer() {
        return Map.of(
                "answer", "APPROVE",
                "comment", "trust me",
                "planHash", rollback.plan().path("hash").asText());
    }

    private void nothingHappened(String who, String what) {
        assertThat(scene.commander().rollback(rollback.id()).text("state")).isEqualTo("AWAITING_APPROVAL");
        assertThat(scene.commander().rollback(rollback.id()).body().path("steps"))
                .extracting(step -> step.path("step").asText())
                .containsExactly("prepareRelease");
        assertThat(scene.commander()
                        .get("/api/rollbacks/%s/record".formatted(rollback.id()))
                        .body())
                .anyMatch(entry -> (entry.path("actor").asText() + " "
                                        + entry.path("action").asText())
                                .equals(who)
                        && entry.path("sentence").asText().contains(what));
    }
}
