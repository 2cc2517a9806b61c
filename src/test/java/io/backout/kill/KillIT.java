package io.backout.kill;

import static io.backout.kill.Moment.BEFORE_THE_COMMAND;
import static io.backout.kill.Moment.COMMAND_GOES_ON;
import static io.backout.kill.Moment.COMMAND_HANGS_DONE;
import static io.backout.kill.Moment.COMMAND_HANGS_UNDONE;
import static io.backout.kill.Moment.GIT_KILLED;
import static io.backout.kill.Moment.LEDGER_WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} in every step of a real rollback: it goes on by itself to the right end, and nothing runs twice at once. */
class KillIT {
    private static final List<String> STEPS = List.of(
            "preserveEvidence",
            "prepareRelease",
            "stopApplication",
            "switchRelease",
            "startApplication",
            "verifyRelease");
    /** From ready to the end of the step in which it was killed: about 8 s, and more where the machine is busy. */
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(30);

    @TempDir
    static Path shared;

    private static SampleDatabase database;
    private static SampleTarget sample;

    @TempDir
    Path directory;

    private CommandTrap trap;
    private BackoutServer server;

    @BeforeAll
    static void setUpTheSample() {
        database = SampleDatabase.start(shared.resolve("database"));
        sample = SampleTarget.setUp(shared, database);
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
    void setTheTrap() {
        trap = CommandTrap.set(directory.resolve("trap"), sample.environment().get("PATH"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        trap.held().ifPresent(ProcessHandle::destroyForcibly);
        sample.reset();
    }

    @Test
    void goesOnAfterBeingKilledInEachStepAtAnotherMoment() throws IOException {
        rollBackKilledAt(List.of(
                in("preserveEvidence", BEFORE_THE_COMMAND),
                in("prepareRelease", COMMAND_GOES_ON),
                in("stopApplication", COMMAND_HANGS_DONE),
                in("switchRelease", GIT_KILLED),
                in("startApplication", COMMAND_HANGS_UNDONE),
                in("verifyRelease", LEDGER_WRITTEN)));

        // Stopping was found done and not done again; git was killed half-way, so it ran again.
        assertThat(trap.runs("pm2 stop")).isEqualTo(1);
        assertThat(trap.runs("git reset")).isEqualTo(2);
        assertThat(trap.runs("pm2 start")).isEqualTo(1);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = "GIT_KILLED", mode = EnumSource.Mode.EXCLUDE)
    void goesOnAfterBeingKilledInEveryStepAtThe(Moment moment) throws IOException {
        rollBackKilledAt(STEPS.stream().map(step -> in(step, moment)).toList());
    }

    private Killing in(String step, Moment moment) {
        return new Killing(step, moment, trap, sample.directory());
    }

    private void rollBackKilledAt(List<Killing> killings) throws IOException {
        Iterator<Killing> rest = killings.iterator();
        Killing next = rest.next();
        start(next.arm());
        sample.breakWith(Fault.CRASHING);
        // What an earlier rollback may have left; only then does 'Prepare release' call git where nothing is to be
        // prepared.
        Files.createDirectories(sample.directory().resolve(".git/backout/RB-20260101-001"));
        String id = commander().rollBack(Map.of());
        List<String> times = new ArrayList<>();
        while (true) {
            Killing killed = next;
            killed.strike(server);
            boolean more = rest.hasNext();
            if (more) {
                next = rest.next();
                server.startAgain(next.arm());
            } else {
                server.startAgain();
            }
            times.add(killed
                    + ": ready after %.1f s, went on after %.1f s"
                            .formatted(
                                    server.startUp().toMillis() / 1e3,
                                    awaitDone(id, killed).toMillis() / 1e3));
            if (!more) {
                break;
            }
        }
        JsonNode rollback = commander().awaitEnd(id).body();
        System.out.println(String.join("\n", times));
        assertThat(rollback.path("state").asText())
                .as(rollback.toPrettyString())
                .isEqualTo("ROLLED_BACK");
        assertThat(sample.head()).isEqualTo(sample.commit("v1.3.0"));
        assertThat(sample.health().isHealthy()).isTrue();
        assertThat(sample.processes())
                .containsOnly(Map.entry("easy-erp", "online"), Map.entry("easy-erp-worker", "online"));
        assertThat(sample.directory().resolve(".git/index.lock")).doesNotExist();
        assertThat(trap.overlaps()).isEmpty();
        assertThat(succeeded(rollback)).containsExactlyElementsOf(STEPS);
    }

    private void start(String... options) {
        BackoutSettings settings = BackoutSettings.of(sample, directory.resolve("backout"));
        Map<String, String> environment = new java.util.TreeMap<>(sample.environment());
        environment.put("PATH", trap.path());
        server = BackoutServer.start(
                directory.resolve("backout"), settings.with("environment", environment), 0, options);
        Poll.until(
                Duration.ofSeconds(60),
                () -> commander()
                        .get("/api/targets/easy-erp/evidence")
                        .body()
                        .toString()
                        .contains("VERIFIED"),
                () -> "the good release was not seen healthy");
    }

    private RollbackApi commander() {
        return server.as(BackoutUser.COMMANDER);
    }

    private Duration awaitDone(String id, Killing killed) {
        long ready = System.nanoTime();
        Poll.until(
                GOES_ON_WITHIN,
                () -> succeeded(commander().rollback(id).body()).contains(killed.step()),
                () -> "did not go on after being killed at %s:%n%s%n%s%n%s"
                        .formatted(
                                killed, commander().rollback(id).body().toPrettyString(), trap.lines(), server.log()));
        return Duration.ofNanos(System.nanoTime() - ready);
    }

    private static List<String> succeeded(JsonNode rollback) {
        return StreamSupport.stream(rollback.path("steps").spliterator(), false)
                .filter(step -> step.path("outcome").asText().equals("SUCCEEDED"))
                .map(step -> step.path("step").asText())
                .toList();
    }
}
