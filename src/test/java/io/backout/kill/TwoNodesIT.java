package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.e2e.Chain;
import io.backout.sample.EngineSchema;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Two real servers on one engine database: what one leaves in the middle, the other ends, and nothing runs twice. */
@Tag("long")
class TwoNodesIT {
    /** The lock of 30 s, whole seconds, a poll of 2 s, and a busy machine. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(36);

    private static final Duration GIVEN_BACK_WITHIN = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path shared;

    private static SampleDatabase database;
    private static SampleTarget sample;
    private static EngineSchema schema;

    @TempDir
    Path directory;

    private CommandTrap trap;
    private DeploymentFiles files;
    private BackoutServer one;
    private BackoutServer other;

    @BeforeAll
    static void setUpTheSample(TestInfo test) {
        database = SampleDatabase.start(shared.resolve("database"), SampleServer.of(test));
        sample = SampleTarget.setUp(shared, database);
        schema = EngineSchema.create(database, "backout");
    }

    @AfterAll
    static void endTheSample() {
        if (sample != null) {
            sample.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void start() {
        trap = CommandTrap.set(directory.resolve("trap"), sample.environment().get("PATH"));
        files = new DeploymentFiles(directory, schema);
        one = BackoutServer.start(directory.resolve("one"), settings(), files.firstPort(), files.compose("backout-1"));
        other = BackoutServer.start(
                directory.resolve("other"), settings(), files.secondPort(), files.compose("backout-2"));
        assertThat(files.healthCheck("backout-1")).isZero();
        assertThat(files.healthCheck("backout-2")).isZero();
        Poll.until(
                LIMIT,
                () -> commander(other)
                        .get("/api/targets/easy-erp/evidence")
                        .body()
                        .toString()
                        .contains("VERIFIED"),
                () -> "the good release was not seen healthy");
    }

    @AfterEach
    void stop() {
        for (BackoutServer server : new BackoutServer[] {one, other}) {
            if (server != null) {
                server.close();
            }
        }
        trap.held().ifPresent(ProcessHandle::destroyForcibly);
        sample.reset();
    }

    @Test
    void goesOnAfterAKillASigtermAndARestart() throws IOException {
        assertThat(one.log()).contains("node 'backout' ");
        assertThat(other.log()).contains("node 'backout-2' ");
        refusesAThirdOfTheSameName();
        sample.breakWith(Fault.CRASHING);
        Files.createDirectories(sample.directory().resolve(".git/backout/RB-20260101-001"));

        // Killed in the middle of a command, which hangs: the other one takes over, and ends it first.
        trap.holdBefore("pm2 stop *");
        String id = commander(one).rollBack(Map.of("reason", "the release is broken 🚨"));
        BackoutServer killed = awaitHolder();
        BackoutServer alive = killed == one ? other : one;
        killed.kill();
        trap.holdBefore("git reset *");
        System.out.printf("taken over after %.1f s%n", awaitRecord(alive, id, "WAITING", TAKEN_OVER_WITHIN));
        // The same node, as systemd would start it.
        killed.startAgain(files.unit(killed == one ? files.firstPort() : files.secondPort()));

        // Told to end in the middle of a command that may run again: the other one goes on at once.
        BackoutServer stopped = awaitHolder();
        BackoutServer next = stopped == one ? other : one;
        trap.holdBefore("pm2 start *");
        stopped.stop();
        assertThat(commander(next).rollback(id).body().path("state").asText()).isEqualTo("RUNNING");
        assertThat(record(next, id).sentence("NODE_STOPS"))
                .matches("node 'backout(-2)?' stops; " + id
                        + " goes on at 'Switch release' on another node, or when this one starts again");
        assertThat(stopped.log()).contains(record(next, id).sentence("NODE_STOPS"));
        long begun = System.nanoTime();
        assertThat(awaitHolder()).isSameAs(next);
        System.out.printf("went on after SIGTERM within %.1f s%n", (System.nanoTime() - begun) / 1e9);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GIVEN_BACK_WITHIN);

        // Killed, and nobody else is there: it goes on soon after it is up again.
        next.kill();
        next.startAgain();
        System.out.printf(
                "ready after %.1f s, went on after %.1f s%n",
                next.startUp().toMillis() / 1e3, awaitRecord(next, id, 2, "WAITING", GIVEN_BACK_WITHIN));

        JsonNode rollback = commander(next).awaitEnd(id).body();
        assertThat(rollback.path("state").asText())
                .as(rollback.toPrettyString())
                .isEqualTo("ROLLED_BACK");
        assertThat(sample.head()).isEqualTo(sample.commit("v1.3.0"));
        assertThat(sample.health().isHealthy()).isTrue();
        assertThat(trap.overlaps()).isEmpty();
        assertThat(trap.runs("pm2 stop")).isEqualTo(1);
        assertThat(trap.runs("git reset")).isEqualTo(1);
        assertThat(trap.runs("pm2 start")).isEqualTo(1);
        assertThat(record(next, id).isWhole()).isTrue();
        assertThat(record(next, id).actions()).doesNotContain("STUCK");
        assertThat(record(next, id).sentences()).noneMatch(sentence -> sentence.contains("failed"));
        assertThat(StreamSupport.stream(rollback.path("steps").spliterator(), false)
                        .filter(step -> step.path("outcome").asText().equals("SUCCEEDED"))
                        .map(step -> step.path("step").asText()))
                .containsExactly(
                        "preserveEvidence",
                        "prepareRelease",
                        "stopApplication",
                        "switchRelease",
                        "startApplication",
                        "verifyRelease");
    }

    /** Its data directory is its own, so no file tells it. */
    private void refusesAThirdOfTheSameName() {
        BackoutSettings third = settings()
                .on(schema)
                .withOwn("data-directory", directory.resolve("third/data").toString())
                .withOwn("node-name", "backout");
        assertThatThrownBy(() -> BackoutServer.start(directory.resolve("third"), third, 0))
                .hasMessageContaining(
                        "configuration key 'backout.node-name' has the value 'backout'; allowed: a name that"
                                + " no running Backout server uses on this engine database, whatever its data directory");
    }

    private BackoutSettings settings() {
        Map<String, String> environment = new TreeMap<>(sample.environment());
        environment.put("PATH", trap.path());
        return BackoutSettings.of(sample, directory).with("environment", environment);
    }

    /** The server whose command is held. */
    private BackoutServer awaitHolder() {
        Poll.until(LIMIT, () -> trap.held().isPresent(), () -> "nothing was held: %s%n%s%n%s"
                .formatted(trap.lines(), one.log(), other.log()));
        long parent = trap.held().orElseThrow().parent().orElseThrow().pid();
        return parent == one.pid() ? one : other;
    }

    private double awaitRecord(BackoutServer server, String id, String action, Duration limit) {
        return awaitRecord(server, id, 1, action, limit);
    }

    private double awaitRecord(BackoutServer server, String id, int times, String action, Duration limit) {
        long begun = System.nanoTime();
        Poll.until(
                limit,
                () -> record(server, id).actions().stream()
                                .filter(action::equals)
                                .count()
                        >= times,
                () -> "no %s: %s%n%s".formatted(action, record(server, id).sentences(), server.log()));
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Chain record(BackoutServer server, String id) {
        return Chain.of(commander(server).get("/api/rollbacks/%s/record".formatted(id)));
    }

    private static RollbackApi commander(BackoutServer server) {
        return server.as(BackoutUser.COMMANDER);
    }
}
