package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Level 2 on the sample, for every state that a migration can be in. */
@ExtendWith(OnTheScene.class)
class LevelTwoIT {
    private final Scene scene;

    LevelTwoIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isAsAtTheBeginning() {
        scene.reset();
    }

    @Test
    void takesBackAMigrationThatFailedAtItsSecondStatement() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);

        String id = scene.commander().rollBack(Map.of("level", 2, "release", "v1.3.0"));
        awaitSigners(id);
        JsonNode plan = plan(id);
        assertThat(plan.path("signatures").toString()).isEqualTo("[\"dba\",\"system-administrator\"]");
        sign(id, BackoutUser.DBA, "dba");
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit(Fault.FAILING_MIGRATION.tag()));
        sign(id, BackoutUser.SYSTEM_ADMINISTRATOR, "system-administrator");

        assertVerified(id);
    }

    private void awaitSigners(String id) {
        Reply reply = scene.commander()
                .awaitState(id, Set.of("AWAITING_APPROVAL", "AWAITING_DECISION", "REFUSED"), Scene.LIMIT);
        assertThat(reply.text("state")).as(reply.body().toPrettyString()).isEqualTo("AWAITING_APPROVAL");
        scene.commander().awaitState(id, Set.of("AWAITING_APPROVAL"), Scene.LIMIT);
    }

    private JsonNode plan(String id) {
        return scene.commander().get("/api/rollbacks/%s/plan".formatted(id)).body();
    }

    private void sign(String id, BackoutUser user, String duty) {
        Reply reply = scene.as(user)
                .post(
                        "/api/rollbacks/%s/approvals".formatted(id),
                        Map.of(
                                "duty",
                                duty,
                                "decision",
                                "APPROVE",
                                "planHash",
                                plan(id).path("hash").asText(),
                                "comment",
                                "read and understood"));
        assertThat(reply.status()).as(reply.body().toPrettyString()).isEqualTo(200);
    }

    private void assertVerified(String id) {
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.3.0"));
        assertThat(scene.record(id).isWhole()).isTrue();
        assertThat(List.of()).isEmpty();
    }
}
