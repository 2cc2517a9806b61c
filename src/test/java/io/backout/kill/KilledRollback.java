package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.SampleTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** A rollback of level 3, and of its cut-over, that is killed at one place after the other. */
final class KilledRollback implements AutoCloseable {
    static final String BACKUP = "20261128_030000";

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Set<String> ENDED_OR_STUCK =
            Set.of("ROLLED_BACK", "FAILED", "REFUSED", "STOPPED", "CLOSED", "AWAITING_DECISION", "NEEDS_OPERATOR");

    private final SampleTarget sample;
    private final Path directory;
    private final CommandTrap trap;
    private final Deque<Place> ahead = new ArrayDeque<>();
    private Optional<Breakpoint> breakpoint = Optional.empty();
    private BackoutServer server;
    private String id = "";

    KilledRollback(SampleTarget sample, Path directory) {
        this.sample = sample;
        this.directory = directory.resolve("backout");
        this.trap =
                CommandTrap.set(directory.resolve("trap"), sample.environment().get("PATH"));
    }

    /** Where it will be killed; each place is armed before the start that leads to it. */
    void ahead(Place... places) {
        ahead.addAll(List.of(places));
    }

    void restore() {
        Map<String, String> environment = new TreeMap<>(sample.environment());
        environment.put("PATH", trap.path());
        BackoutSettings settings = BackoutSettings.of(sample, directory).with("environment", environment);
        server = BackoutServer.start(directory, settings, 0, arm());
        id = commander().rollBack(Map.of("level", 3, "backup", BACKUP, "release", "v1.3.0", "writing", "SERVE"));
    }

    void undo() {
        Reply reply =
                commander().post("/api/rollbacks/%s/undo".formatted(id), Map.of("reason", "it was the wrong backup"));
        assertThat(reply.status()).as(reply.body().toPrettyString()).isEqualTo(201);
        id = reply.text("id");
    }

    /** Waits until the next place is reached, and kills Backout there. */
    void strike(Place place) {
        awaitNext(place);
        server.kill();
    }

    /** Waits until the next place is reached, asks to stop there, and kills Backout. */
    void stopAndStrike(Place place) {
        awaitNext(place);
        Reply reply = commander()
                .post("/api/rollbacks/%s/commands".formatted(id), Map.of("command", "STOP", "reason", "enough"));
        assertThat(reply.status()).as(reply.body().toPrettyString()).isEqualTo(200);
        server.kill();
    }

    /** @return what a person reads then */
    String awaitStopped() {
        return await(ENDED_OR_STUCK, "STOPPED").text("message");
    }

    /** Backout lives, and finds that its server died in the middle of something. */
    void strikeServer() {
        awaitNext(ahead.getFirst());
        sample.database().kill();
        sample.database().start();
        breakpoint.orElseThrow().letGo();
    }

    private void awaitNext(Place place) {
        assertThat(ahead.getFirst()).isEqualTo(place);
        Poll.until(
                LIMIT,
                () -> place.isCommand()
                        ? trap.held().isPresent()
                        : breakpoint.orElseThrow().isReached(),
                () -> "%s was not reached: %s%n%s"
                        .formatted(place, commander().rollback(id).body().toPrettyString(), server.log()));
        ahead.removeFirst();
    }

    void killWithoutStart() {
        server.kill();
    }

    void startAgain() {
        server.startAgain(arm());
    }

    /** For the next place, where nothing was killed at the last one. */
    void restartAhead() {
        server.stop();
        startAgain();
    }

    private String[] arm() {
        if (ahead.isEmpty()) {
            return new String[0];
        }
        if (ahead.getFirst().isCommand()) {
            trap.holdAfter("mariadb-dump --defaults*");
            return new String[0];
        }
        int port = Killing.freePort();
        breakpoint = Optional.of(ahead.getFirst().halt(port));
        return new String[] {Breakpoint.option(port)};
    }

    void awaitPlan() {
        await(Set.of("AWAITING_APPROVAL", "AWAITING_DECISION", "REFUSED", "NEEDS_OPERATOR"), "AWAITING_APPROVAL");
    }

    void awaitVerified() {
        Reply end = await(ENDED_OR_STUCK, "ROLLED_BACK");
        assertThat(sample.head()).isEqualTo(sample.commit("v1.3.0"));
        assertThat(sample.health().isHealthy()).isTrue();
        assertThat(sample.processes())
                .containsOnly(Map.entry("easy-erp", "online"), Map.entry("easy-erp-worker", "online"));
        assertThat(trap.overlaps()).isEmpty();
        assertThat(StreamSupport.stream(end.body().path("steps").spliterator(), false)
                        .filter(step -> step.path("outcome").asText().equals("SUCCEEDED"))
                        .map(step -> step.path("step").asText()))
                .as("no step is done twice")
                .doesNotHaveDuplicates();
    }

    private Reply await(Set<String> states, String wanted) {
        Reply reply = commander().awaitState(id, states, LIMIT);
        assertThat(reply.text("state"))
                .as("%s%n%s", reply.body().toPrettyString(), server.log())
                .isEqualTo(wanted);
        return reply;
    }

    void sign() {
        awaitPlan();
        JsonNode plan = commander().get("/api/rollbacks/%s/plan".formatted(id)).body();
        plan.path("signatures").forEach(duty -> sign(plan, duty.asText()));
    }

    private void sign(JsonNode plan, String duty) {
        BackoutUser holder = Arrays.stream(BackoutUser.values())
                .filter(user -> user.group().equals(duty.replace("-", "")))
                .findFirst()
                .orElseThrow();
        Map<String, String> answer = Map.of(
                "duty",
                duty,
                "decision",
                "APPROVE",
                "planHash",
                plan.path("hash").asText(),
                "comment",
                "read",
                "confirmation",
                plan.path("confirmation").asText(),
                "businessImpact",
                "none");
        // The state says so a moment before the question is there.
        Poll.until(
                LIMIT,
                () -> server.as(holder)
                                .post("/api/rollbacks/%s/approvals".formatted(id), answer)
                                .status()
                        == 200,
                () -> "nobody asks the " + duty);
    }

    private RollbackApi commander() {
        return server.as(BackoutUser.COMMANDER);
    }

    @Override
    public void close() {
        if (server != null) {
            // Politely, it would wait for what halts.
            server.kill();
            server.close();
        }
        trap.held().ifPresent(ProcessHandle::destroyForcibly);
    }
}
