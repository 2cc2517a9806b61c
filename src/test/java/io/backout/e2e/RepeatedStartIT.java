package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.RollbackApi.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pressed twice, on purpose or not: one rollback at a time, and none where there is nothing to do. */
@ExtendWith(OnTheScene.class)
class RepeatedStartIT {
    private static final int AT_ONCE = 4;
    private static final Map<String, Object> REPORT = Map.of("target", "easy-erp", "reason", "customers cannot log in");

    private final Scene scene;

    RepeatedStartIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnTheGoodRelease() {
        scene.reset();
    }

    @Test
    void afterASuccessThereIsNothingToDo() {
        scene.crash();
        assertThat(scene.commander()
                        .awaitEnd(scene.commander().rollBack(Map.of()))
                        .text("state"))
                .isEqualTo("ROLLED_BACK");
        State before = State.of(scene.sample());
        for (Map<String, String> release : List.of(Map.<String, String>of(), Map.of("release", "v1.3.0"))) {
            Reply again = scene.commander().awaitEnd(scene.commander().rollBack(release));
            assertThat(again.text("state")).isEqualTo("REFUSED");
            assertThat(again.text("message")).isEqualTo("""
                    nothing to do: release 'v1.3.0' is checked out, runs and is healthy; nothing was touched
                    HINT: to go back further, name the release to go back to.""");
            assertThat(again.body().path("steps")).isEmpty();
        }
        assertThat(State.of(scene.sample())).isEqualTo(before);
    }

    @Test
    void ofSeveralStartsAtOnceOneWinsAndTheOthersAreToldWhich() {
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        List<Reply> replies = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> {
                            await(together);
                            return scene.commander().post("/api/rollbacks", REPORT);
                        },
                        task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(201, 409, 409, 409);
        Reply winner = only(replies, 201);
        Reply loser = only(replies, 409);
        assertThat(loser.text("type")).isEqualTo("urn:backout:problem:rollback-active");
        assertThat(loser.text("rollback")).isEqualTo(winner.text("id"));
        assertThat(loser.text("detail"))
                .isEqualTo(
                        "target 'easy-erp' is already being rolled back by %s, reported by 'hanmei' at %s; nothing was started"
                                .formatted(winner.text("id"), minute(winner.text("reportedAt"))));
        assertThat(loser.text("hint")).isEqualTo("wait for it, or ask its incident commander to stop it.");
        Reply lock = scene.commander().get("/api/targets/easy-erp/lock");
        assertThat(lock.text("locked")).isEqualTo("true");
        assertThat(lock.text("rollback")).isEqualTo(winner.text("id"));
    }

    /** 2026-11-23T22:14:35.367Z as people read it. */
    private static String minute(String instant) {
        return instant.substring(0, 16).replace('T', ' ') + " UTC";
    }

    @Test
    void aRepeatedRequestStartsNothingTwice() {
        Map<String, Object> request = new java.util.HashMap<>(REPORT);
        request.put("requestId", "alert-" + scene.server().pid());
        Reply first = scene.commander().post("/api/rollbacks", request);
        Reply second = scene.commander().post("/api/rollbacks", request);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.text("id")).isEqualTo(first.text("id"));
        String path = "/api/rollbacks/%s/".formatted(first.text("id"));
        scene.commander().awaitState(first.text("id"), java.util.Set.of("AWAITING_DECISION"), Scene.LIMIT);
        scene.commander().post(path + "decision", Map.of("level", 0, "reason", "a false alarm"));
        assertThat(scene.commander().awaitEnd(first.text("id")).text("state")).isEqualTo("CLOSED");
        assertThat(scene.commander().post("/api/rollbacks", request).text("id")).isEqualTo(first.text("id"));
        assertThat(scene.commander().get("/api/targets/easy-erp/lock").text("locked"))
                .isEqualTo("false");
    }

    private static Reply only(List<Reply> replies, int status) {
        return replies.stream()
                .filter(reply -> reply.status() == status)
                .findFirst()
                .orElseThrow();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
