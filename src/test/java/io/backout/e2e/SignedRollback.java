package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A rollback that others than the commander sign, as all of them see it. */
record SignedRollback(Scene scene, String id) {
    /** A million rows are restored before anybody signs. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    static SignedRollback decided(Scene scene, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(Map.of("level", 2, "release", "v1.3.0"));
        request.putAll(more);
        return new SignedRollback(scene, scene.commander().rollBack(request));
    }

    /** Decided for v1.3.0, and its plan waits for signatures. */
    static SignedRollback planned(Scene scene) {
        return decided(scene, Map.of()).awaitPlan();
    }

    /** Decided for level 3 with this backup set, restored aside, and its plan waits for signatures. */
    static SignedRollback restoring(Scene scene, String backup, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(Map.of("level", 3, "backup", backup, "writing", "SERVE"));
        request.putAll(more);
        return new SignedRollback(scene, scene.commander().rollBack(request));
    }

    /** The commander wants this rollback's cut-over back. */
    SignedRollback undo() {
        Reply reply = scene.commander()
                .post("/api/rollbacks/%s/undo".formatted(id), Map.of("reason", "the backup was the wrong one"));
        assertThat(reply.status()).as(reply.body().toPrettyString()).isEqualTo(201);
        return new SignedRollback(scene, reply.text("id"));
    }

    SignedRollback awaitPlan() {
        Reply reply = scene.commander()
                .awaitState(id, Set.of("AWAITING_APPROVAL", "AWAITING_DECISION", "REFUSED", "NEEDS_OPERATOR"), LIMIT);
        assertThat(reply.text("state")).as(reply.body().toPrettyString()).isEqualTo("AWAITING_APPROVAL");
        return this;
    }

    JsonNode plan() {
        return scene.commander().get("/api/rollbacks/%s/plan".formatted(id)).body();
    }

    String confirmation() {
        return plan().path("confirmation").asText();
    }

    /** The sentence of a step that was done. */
    String message(String step) {
        return StreamSupport.stream(
                        scene.commander().rollback(id).body().path("steps").spliterator(), false)
                .filter(run -> run.path("step").asText().equals(step))
                .reduce((first, last) -> last)
                .map(run -> run.path("message").asText())
                .orElse("");
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
        plan().path("signatures")
                .forEach(duty ->
                        answer(BackoutUser.holding(duty.asText()), duty.asText(), "APPROVE", "read and understood"));
        return this;
    }

    /** Everything that an answer needs; a test that wants another one changes it. */
    Map<String, String> answerOf(String duty, String decision, String comment) {
        JsonNode plan = plan();
        return new HashMap<>(Map.of(
                "duty",
                duty,
                "decision",
                decision,
                "planHash",
                plan.path("hash").asText(),
                "comment",
                comment,
                "confirmation",
                plan.path("confirmation").asText(),
                "businessImpact",
                "orders since the backup are entered again"));
    }

    Reply answer(BackoutUser user, String duty, String decision, String comment) {
        Map<String, String> answer = answerOf(duty, decision, comment);
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
                                "AWAITING_TAKEOVER",
                                "NEEDS_OPERATOR"),
                        LIMIT);
    }

    /** Verified, whatever the release. */
    Reply awaitRolledBack() {
        Reply end = awaitEndOrQuestion();
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
        assertThat(scene.record(id).isWhole()).isTrue();
        return end;
    }

    /** Verified, and everything is as on the day of v1.3.0, which is asked without Backout. */
    Reply awaitVerified() {
        Reply end = awaitRolledBack();
        assertThat(SchemaText.of(scene.sample())).isEqualTo(scene.schema());
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.3.0"));
        assertThat(scene.sample().run("git", "status", "--porcelain")).isEmpty();
        assertThat(scene.sample().health().isHealthy()).isTrue();
        assertThat(scene.sample().health().version()).isEqualTo("1.3.0");
        assertThat(scene.sample().processes()).isEqualTo(Scene.BOTH_ONLINE);
        assertThat(scene.sample().database().query("SHOW DATABASES LIKE 'backout%'"))
                .isEmpty();
        return end;
    }
}
