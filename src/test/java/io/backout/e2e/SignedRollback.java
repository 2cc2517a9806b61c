package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A rollback of level 2 as the commander and the two who sign see it. */
record SignedRollback(Scene scene, String id) {
    static SignedRollback decided(Scene scene, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(Map.of("level", 2, "release", "v1.3.0"));
        request.putAll(more);
        return new SignedRollback(scene, scene.commander().rollBack(request));
    }

    /** Decided for v1.3.0, and its plan waits for signatures. */
    static SignedRollback planned(Scene scene) {
        return decided(scene, Map.of()).awaitPlan();
    }

    SignedRollback awaitPlan() {
        Reply reply = scene.commander()
                .awaitState(id, Set.of("AWAITING_APPROVAL", "AWAITING_DECISION", "REFUSED"), Scene.LIMIT);
        assertThat(reply.text("state")).as(reply.body().toPrettyString()).isEqualTo("AWAITING_APPROVAL");
        return this;
    }

    JsonNode plan() {
        return scene.commander().get("/api/rollbacks/%s/plan".formatted(id)).body();
    }

    JsonNode wayBack() {
        return plan().path("wayBack");
    }

    /** The way back's statements as "source: sql"; without a source where derived. */
    List<String> statements() {
        return StreamSupport.stream(wayBack().path("statements").spliterator(), false)
                .map(one -> "%s: %s"
                        .formatted(
                                one.path("source").asText(),
                                one.path("sql").asText().replaceAll("(?m)^-- .*\\n", "")))
                .toList();
    }

    /** As "object rows". */
    List<String> losses() {
        return StreamSupport.stream(wayBack().path("losses").spliterator(), false)
                .map(one -> "%s %d"
                        .formatted(
                                one.path("change").path("object").asText(),
                                one.path("rows").asLong()))
                .toList();
    }

    SignedRollback sign() {
        answer(BackoutUser.DBA, "dba", "APPROVE", "read and understood");
        answer(BackoutUser.SYSTEM_ADMINISTRATOR, "system-administrator", "APPROVE", "read and understood");
        return this;
    }

    Reply answer(BackoutUser user, String duty, String decision, String comment) {
        Map<String, String> answer = Map.of(
                "duty", duty,
                "decision", decision,
                "planHash", plan().path("hash").asText(),
                "comment", comment);
        Reply[] last = new Reply[1];
        // The state says so a moment before the question is there.
        Poll.until(
                Scene.LIMIT,
                () -> (last[0] = scene.as(user).post("/api/rollbacks/%s/approvals".formatted(id), answer)).status()
                        == 200,
                () -> "'%s' could not answer: %s".formatted(user.id(), last[0]));
        return last[0];
    }

    /** Its end, or the moment when somebody must do something: no need to wait any longer. */
    Reply awaitEndOrQuestion() {
        return scene.commander()
                .awaitState(
                        id,
                        Set.of(
                                "ROLLED_BACK",
                                "FAILED",
                                "REFUSED",
                                "STOPPED",
                                "CLOSED",
                                "AWAITING_DECISION",
                                "NEEDS_OPERATOR"),
                        Scene.LIMIT);
    }

    /** Verified, and everything is as on the day of v1.3.0, which is asked without Backout. */
    Reply awaitVerified() {
        Reply end = awaitEndOrQuestion();
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
        assertThat(SchemaText.of(scene.sample())).isEqualTo(scene.schema());
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.3.0"));
        assertThat(scene.sample().run("git", "status", "--porcelain")).isEmpty();
        assertThat(scene.sample().health().isHealthy()).isTrue();
        assertThat(scene.sample().health().version()).isEqualTo("1.3.0");
        assertThat(scene.sample().processes()).isEqualTo(Scene.BOTH_ONLINE);
        assertThat(scene.sample().database().query("SHOW DATABASES LIKE 'backout%'"))
                .isEmpty();
        assertThat(scene.record(id).isWhole()).isTrue();
        return end;
    }
}
