package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent is understood or refused in one clear sentence; nothing of it is executed and nothing is lost. */
@ExtendWith(OnTheScene.class)
class BadInputIT {
    private static final String REQUEST = """
            {"target": "easy-erp", "reason": "r"%s}""";

    private final Scene scene;

    BadInputIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    @AfterEach
    void nobodyRollsBack() {
        scene.endRollbacks();
    }

    static Stream<Arguments> refusedRequests() {
        String symptoms =
                "choose from [DOES_NOT_START, FUNCTION_UNAVAILABLE, DATABASE_UNREACHABLE, DATA_DAMAGED, USERS_AFFECTED, P0_ALERT, SLOW, ERRORS_RISING, PARTLY_BROKEN, REPAIR_OVERDUE].";
        String noJson = "the request's body is not the JSON that this address takes; nothing was done";
        String apiDocs = "'GET /v3/api-docs' describes it.";
        String shorten = "shorten it, and put the rest into your incident ticket.";
        return Stream.of(
                arguments(
                        more(", \"symptoms\": [\"SMELLS\"]"),
                        "symptom 'SMELLS' does not exist; nothing was started",
                        symptoms),
                arguments(
                        more(", \"symptoms\": [null]"), "symptom 'null' does not exist; nothing was started", symptoms),
                arguments(more(", \"symptoms\": \"SLOW\""), noJson, apiDocs),
                arguments(more(", \"level\": \"one\""), noJson, apiDocs),
                arguments(more(", \"level\": 1.5"), noJson, apiDocs),
                arguments("{\"target\": ", noJson, apiDocs),
                arguments(more(", \"relaese\": \"v1.3.0\""), noJson, apiDocs),
                arguments("[]", noJson, apiDocs),
                arguments("", noJson, apiDocs),
                arguments(more(", \"level\": 0"), "level '0' does not exist; nothing was started", "choose 1, 2 or 3."),
                arguments(more(", \"level\": 4"), "level '4' does not exist; nothing was started", "choose 1, 2 or 3."),
                arguments(
                        more(", \"release\": \"v1.3.0\""),
                        "a release was named without a level; nothing was started",
                        "name the level, too: 1."),
                arguments(
                        more(", \"level\": 1, \"release\": \"a\\nb\""),
                        "the release's name is no name; nothing was done",
                        "name a tag, a branch or a commit."),
                arguments(
                        more(", \"backup\": \"b-1\""),
                        "a backup was named, and only level 3 restores one; nothing was started",
                        "name level 3, or leave out 'backup'."),
                arguments(
                        more(", \"level\": 3, \"backup\": \"../b-1\""),
                        "the backup set's name is no name; nothing was done",
                        "choose one from the list of backup sets."),
                arguments(
                        more(", \"level\": 3, \"writing\": \"LATER\""),
                        "writing 'LATER' does not exist; nothing was started",
                        "choose STOP or SERVE."),
                arguments(
                        more(", \"pointInTime\": \"2026-11-28T03:00:00Z\""),
                        "rolling forward to a point in time is not available in this version; nothing was started",
                        "leave out 'pointInTime'."),
                arguments(
                        "{\"target\": \"easy-erp\"}",
                        "'reason' is empty; nothing was done",
                        "write at least one sentence."),
                arguments(
                        "{\"target\": \"easy-erp\", \"reason\": \" \\n\"}",
                        "'reason' is empty; nothing was done",
                        "write at least one sentence."),
                arguments(
                        "{\"target\": \"easy-erp\", \"reason\": \"%s\"}".formatted("x".repeat(5_000)),
                        "'reason' has 5,000 characters, which is more than 2,000; nothing was done",
                        shorten),
                arguments(
                        more(", \"impact\": \"%s\"".formatted("x".repeat(2_001))),
                        "'impact' has 2,001 characters, which is more than 2,000; nothing was done",
                        shorten),
                arguments(
                        more(", \"requestId\": \"%s\"".formatted("x".repeat(101))),
                        "'requestId' is longer than 100 characters; nothing was started",
                        "choose a shorter one."));
    }

    private static String more(String fields) {
        return REQUEST.formatted(fields);
    }

    @ParameterizedTest
    @MethodSource("refusedRequests")
    void aRequestThatCannotBeUsedStartsNothing(String body, String detail, String hint) {
        Reply reply = scene.commander().post("/api/rollbacks", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("detail")).isEqualTo(detail);
        assertThat(reply.text("hint")).isEqualTo(hint);
        assertThat(reply.text("type")).startsWith("urn:backout:problem:");
        assertThat(scene.commander().get("/api/targets/easy-erp/lock").text("locked"))
                .isEqualTo("false");
    }

    static List<String> awkwardTexts() {
        return List.of(
                "it's \"broken\", says O'Brien; `id` $(touch x) ${jndi:ldap://x} #{1+1} '); DROP TABLE rollback; --",
                "first line\nsecond line\r\n\tthird <script>alert(1)</script> | a | table |",
                "登录失败 🔥👩‍💻 ÄÖÜ \u202etfel",
                "%s %n %d {} {0} \\u0000",
                "x".repeat(2_000),
                "🔥".repeat(2_000));
    }

    /** Decided at once, so that the text also goes through the plan's file and its signature. */
    @ParameterizedTest
    @MethodSource("awkwardTexts")
    void anAwkwardReasonIsKeptAsItIs(String reason) {
        Map<String, Object> request = Map.of("target", "easy-erp", "reason", reason, "impact", reason);
        Reply started = scene.commander().post("/api/rollbacks", request);
        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        String id = started.text("id");
        scene.awaitDecision(id);
        assertThat(scene.record(id).sentence("REPORTED")).isEqualTo("reported a problem with 'easy-erp' []: " + reason);
        assertThat(scene.decide(id, Map.of("level", 2, "reason", reason)).status())
                .isEqualTo(200);
        scene.awaitDecision(id);
        assertThat(scene.decide(id, Map.of("level", 0, "reason", reason)).status())
                .isEqualTo(200);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("CLOSED");
        assertThat(scene.record(id).sentence("DECIDED"))
                .isEqualTo("closed without rollback: %s; not repaired because: %s".formatted(reason, reason));
        assertThat(scene.record(id).isWhole()).isTrue();
        assertThat(scene.sample().directory().resolve("x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence", "check", "lock"})
    void anUnknownTargetIsNotFound(String what) {
        isUnknown(scene.commander().get("/api/targets/no-such-shop/" + what), "no-such-shop");
    }

    @Test
    void anUnknownTargetCannotBeRolledBack() {
        isUnknown(scene.commander().post("/api/rollbacks", Map.of("target", "shop'; --", "reason", "r")), "shop'; --");
        isUnknown(scene.commander().post("/api/rollbacks", Map.of("reason", "r")), "");
    }

    private static void isUnknown(Reply reply, String target) {
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("type")).isEqualTo("urn:backout:problem:unknown-target");
        assertThat(reply.text("detail"))
                .isEqualTo("target '%s' is not configured; nothing was started".formatted(target));
        assertThat(reply.text("hint")).startsWith("configured targets are: easy-erp, forgetful, impatient");
    }

    @Test
    void anUnknownRollbackIsNotFound() {
        for (String path : List.of("", "/plan", "/record")) {
            Reply reply = scene.commander().get("/api/rollbacks/RB-1" + path);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text("detail")).isEqualTo("rollback 'RB-1' does not exist");
            assertThat(reply.text("hint"))
                    .isEqualTo("its id stands behind its tasks in Tasklist; 'GET /api/rollbacks' lists the newest.");
        }
    }

    @Test
    void aDecisionThatCannotBeUsedLeavesTheQuestionOpen() {
        String id =
                scene.commander().post("/api/rollbacks", REQUEST.formatted("")).text("id");
        scene.awaitDecision(id);
        assertThat(scene.decide(id, Map.of("level", 7, "reason", "r")).text("detail"))
                .isEqualTo("level '7' does not exist; nothing was decided");
        assertThat(scene.decide(id, Map.of("reason", "r")).text("detail"))
                .isEqualTo("level '' does not exist; nothing was decided");
        assertThat(scene.decide(id, Map.of("level", 1)).text("detail"))
                .isEqualTo("'reason' is empty; nothing was done");
        assertThat(scene.command(id, "JUMP").text("detail"))
                .isEqualTo("command 'JUMP' does not exist; nothing was done");
        assertThat(scene.command(id, "CLIMB").text("detail")).isEqualTo(id + " waits for a decision; nothing was done");
        assertThat(scene.as(BackoutUser.OPERATOR)
                        .post(
                                "/api/rollbacks/%s/steps/stopApplication/outcome".formatted(id),
                                Map.of("outcome", "HAPPENED", "reason", "r"))
                        .text("detail"))
                .isEqualTo(
                        "%s does not wait for an answer about step 'stopApplication'; nothing was done".formatted(id));
        assertThat(scene.commander().rollback(id).text("state")).isEqualTo("AWAITING_DECISION");
    }
}
