package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may what, asked of the running server. */
@ExtendWith(OnTheScene.class)
class PermissionIT {
    private static final Map<String, Object> REPORT = Map.of("target", "easy-erp", "reason", "customers cannot log in");

    private final Scene scene;

    PermissionIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    @AfterEach
    void nobodyRollsBack() {
        scene.endRollbacks();
    }

    @Test
    void aWrongPasswordIsNotLetIn() throws IOException, InterruptedException {
        // Somebody who does not exist: wrong passwords lock a real account for a while.
        assertThat(status("/api/rollbacks", "nobody:Command-2026!")).isEqualTo(401);
        assertThat(status("/v3/api-docs", "")).isEqualTo(401);
        assertThat(status("/actuator/env", "")).isEqualTo(401);
        assertThat(status("/camunda/api/engine/engine/default/task", "")).isEqualTo(401);
        assertThat(status("/engine-rest/task", "")).isIn(401, 404);
    }

    private int status(String path, String login) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(scene.server().url(path)));
        if (!login.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aPersonWithoutADutyMaySeeAndDoNothing() {
        for (String path : List.of(
                "/api/rollbacks",
                "/api/targets/easy-erp/evidence",
                "/api/targets/easy-erp/backups",
                "/api/targets/easy-erp/lock")) {
            assertThat(scene.as(BackoutUser.STRANGER).get(path).status())
                    .as(path)
                    .isEqualTo(403);
        }
        for (BackoutUser user : List.of(BackoutUser.STRANGER, BackoutUser.AUDITOR)) {
            isForbidden(
                    scene.as(user).post("/api/rollbacks", REPORT),
                    "'%s' may not report a problem; nothing was done".formatted(user.id()),
                    "ask a person who has a duty in rollbacks.");
        }
    }

    @Test
    void onlyTheCommanderDecides() {
        String commander = "ask a person with the duty 'incident-commander'.";
        isForbidden(
                scene.as(BackoutUser.OPERATOR)
                        .post("/api/rollbacks", Map.of("target", "easy-erp", "reason", "r", "level", 1)),
                "'lilei' may not decide for level 1 of 'easy-erp'; nothing was done",
                commander);
        Reply reported = scene.as(BackoutUser.TECHNICAL_OWNER).post("/api/rollbacks", REPORT);
        assertThat(reported.status()).isEqualTo(201);
        String id = reported.text("id");
        scene.awaitDecision(id);
        String path = "/api/rollbacks/%s/".formatted(id);
        Map<String, Object> decision = Map.of("level", 1, "reason", "r");
        isForbidden(
                scene.as(BackoutUser.TECHNICAL_OWNER).post(path + "decision", decision),
                "'limei' may not decide; nothing was done",
                commander);
        isForbidden(
                scene.as(BackoutUser.OPERATOR).post(path + "commands", Map.of("command", "STOP", "reason", "r")),
                "'lilei' may not stop a rollback; nothing was done",
                commander);
        isForbidden(
                scene.as(BackoutUser.COMMANDER)
                        .post(path + "steps/stopApplication/outcome", Map.of("outcome", "HAPPENED", "reason", "r")),
                "'hanmei' may not clarify an outcome; nothing was done",
                "ask a person with the duty 'operator'.");
        assertThat(scene.commander().rollback(id).text("state")).isEqualTo("AWAITING_DECISION");
        assertThat(scene.as(BackoutUser.AUDITOR).get(path + "record").status()).isEqualTo(200);
        assertThat(scene.record(id).sentences()).contains("'limei' may not decide; nothing was done");
    }

    @Test
    void inTasklistTooOnlyTheCommanderDecides() {
        String id = scene.commander().post("/api/rollbacks", REPORT).text("id");
        scene.awaitDecision(id);
        assertThat(WebSession.of(scene.server(), BackoutUser.TECHNICAL_OWNER, "tasklist")
                        .tasks(id))
                .isEmpty();
        WebSession commander = WebSession.of(scene.server(), BackoutUser.COMMANDER, "tasklist");
        assertThat(commander.complete(id, Map.of("level", "0", "reason", "a false alarm")))
                .isEqualTo(204);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("CLOSED");
    }

    @Test
    void inCockpitManySeeARollbackAndNobodyChangesIt() {
        String id = scene.commander().post("/api/rollbacks", REPORT).text("id");
        scene.awaitDecision(id);
        for (BackoutUser user : List.of(BackoutUser.AUDITOR, BackoutUser.OPERATOR, BackoutUser.COMMANDER)) {
            WebSession cockpit = WebSession.of(scene.server(), user, "cockpit");
            assertThat(cockpit.seesDiagram(id)).as(user.id()).isTrue();
            assertThat(cockpit.tamperWith(id)).as(user.id()).containsExactly(403, 403, 403);
        }
        assertThat(scene.commander().rollback(id).text("state")).isEqualTo("AWAITING_DECISION");
    }

    @Test
    void nobodyMakesThemselvesAdministrator() {
        assertThat(WebSession.createAdministrator(scene.server(), "mallory")).isEqualTo(403);
    }

    private static void isForbidden(Reply reply, String detail, String hint) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("type")).isEqualTo("urn:backout:problem:not-allowed");
        assertThat(reply.text("detail")).isEqualTo(detail);
        assertThat(reply.text("hint")).isEqualTo(hint);
    }
}
