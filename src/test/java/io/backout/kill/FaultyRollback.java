package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.EngineSchema;
import io.backout.sample.SampleTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Drives a rollback to its end through one fault after the other, and asks every oracle what it thinks of it. */
final class FaultyRollback implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final Set<String> ENDED_OR_ASKS =
            Set.of("ROLLED_BACK", "FAILED", "REFUSED", "STOPPED", "CLOSED", "AWAITING_DECISION", "AWAITING_TAKEOVER");

    private final SampleTarget sample;
    private final Path directory;
    private final CommandTrap trap;
    private final SqlLog sql;
    private final SmallDisk disk;
    private final SmallDisk ownDisk;
    private final Nodes nodes;
    private String id = "";
    private Look wanted;
    private Look beforeCutOver;
    private Signing signing;
    private int commandsBefore;
    private int effectsBefore;
    private int questions;

    /** @param engine see {@link Nodes} */
    FaultyRollback(SampleTarget sample, SqlLog sql, Path directory, int nodes, Optional<EngineSchema> engine) {
        this.sample = sample;
        this.sql = sql;
        this.directory = directory.resolve("backout");
        this.disk = new SmallDisk(BackoutSettings.backups(this.directory));
        this.ownDisk = new SmallDisk(this.directory.resolve("data"));
        this.trap =
                CommandTrap.set(directory.resolve("trap"), sample.environment().get("PATH"));
        // Where two share the work, one must be able to come back while a command of the other one is held.
        this.nodes = new Nodes(this.directory, settings(nodes > 1 ? "120s" : "15s"), nodes, engine);
    }

    private BackoutSettings settings(String commandLimit) {
        Map<String, String> environment = new TreeMap<>(sample.environment());
        environment.put("PATH", trap.path());
        return BackoutSettings.of(sample, directory)
                .with("environment", environment)
                .with("time-limits", Map.of("command", commandLimit, "install", "40s", "start", "20s", "health", "2s"));
    }

    CommandTrap trap() {
        return trap;
    }

    /** Where backups and snapshots go. */
    SmallDisk disk() {
        return disk;
    }

    /** Where Backout keeps ledger, record and engine. */
    SmallDisk ownDisk() {
        return ownDisk;
    }

    /** Breaks the sample, rolls it back through these faults, and returns what became of it. */
    Observed run(Level level, List<Fault> faults) {
        if (level == Level.UNDO) {
            wanted = beforeCutOver;
        } else {
            wanted = level.breakIt(sample, BackoutSettings.backups(directory));
            beforeCutOver = wanted.withDatabaseOf(Look.at(sample));
        }
        questions = 0;
        commandsBefore = trap.lines().size();
        // A Backout that runs cannot be halted any more, so each one knows from its start where it will.
        String[] options = faults.stream()
                .map(Fault::halt)
                .filter(Halt::needsRestart)
                .flatMap(halt -> Stream.of(halt.arm()))
                .toArray(String[]::new);
        Deque<Fault> ahead = new ArrayDeque<>(faults);
        armNext(ahead);
        nodes.start(options);
        effectsBefore = sql.effects().size();
        ask(level);
        signing = new Signing(nodes::alive, id, () -> sql.effects().size() - effectsBefore);
        while (!ahead.isEmpty()) {
            inject(ahead, options);
        }
        Observed seen = observe(level, awaitEnd());
        List<String> objections = Oracle.all(seen);
        String result = objections.isEmpty() ? result(seen.state()) : "RED: " + objections;
        faults.forEach(fault -> FaultTable.add(level.toString() + nodes, fault, result));
        assertThat(objections).as("%s%n%s", seen.message(), nodes.log()).isEmpty();
        return seen;
    }

    private static void armNext(Deque<Fault> ahead) {
        if (!ahead.isEmpty() && !ahead.getFirst().halt().needsRestart()) {
            ahead.getFirst().halt().arm();
        }
    }

    private void ask(Level level) {
        if (level != Level.UNDO) {
            id = commander().rollBack(level.request());
            return;
        }
        Reply reply =
                commander().post("/api/rollbacks/%s/undo".formatted(id), Map.of("reason", "it was the wrong backup"));
        assertThat(reply.status()).as(reply.body().toPrettyString()).isEqualTo(201);
        id = reply.text("id");
    }

    private void inject(Deque<Fault> ahead, String[] options) {
        Fault fault = ahead.getFirst();
        Halt halt = fault.halt();
        Poll.until(
                LIMIT,
                () -> {
                    advance();
                    return halt.isReached();
                },
                () -> "'%s' was not reached:%n%s".formatted(fault, situation()));
        // Where two work together, one that was killed is back only now: the other one had to go on alone.
        nodes.start(options);
        fault.strike().at(halt, new Victims(nodes, nodes.at(halt), id, sample, trap, disk, ownDisk));
        ahead.removeFirst();
        armNext(ahead);
        if (nodes.allDead()) {
            nodes.start(options);
        }
        if (fault.strike() == Strike.KILL && halt instanceof StatementHalt) {
            halt.letGo();
        }
    }

    /** Whatever people have to do meanwhile. */
    private void advance() {
        Reply now = commander().rollback(id);
        switch (now.text("state")) {
            case "AWAITING_APPROVAL" -> signing.signAll();
            case "NEEDS_OPERATOR" -> {
                questions++;
                disk.empty();
                new Operator(nodes.alive(), trap).settle(id, now.body());
            }
            default -> {}
        }
    }

    private String awaitEnd() {
        String[] state = new String[1];
        Poll.until(
                LIMIT,
                () -> {
                    state[0] = commander().rollback(id).text("state");
                    if (!ENDED_OR_ASKS.contains(state[0])) {
                        advance();
                    }
                    return ENDED_OR_ASKS.contains(state[0]);
                },
                () -> "%s did not end:%n%s".formatted(id, situation()));
        return state[0];
    }

    private String situation() {
        return "%s%n%s%n%s".formatted(commander().rollback(id).body().toPrettyString(), trap.lines(), nodes.log());
    }

    private String result(String state) {
        String asked = questions == 0 ? "went on by itself" : "asked an operator";
        return state.equals("ROLLED_BACK") ? asked + ", rolled back and verified" : asked + ", then " + state;
    }

    /** Backout ends before its books are read. */
    private Observed observe(Level level, String state) {
        Look look = Look.at(sample);
        List<String> effects = sql.effects();
        JsonNode last = commander().rollback(id).body();
        nodes.killAll();
        Books books = nodes.books();
        return new Observed(
                level,
                state,
                last.path("message").asText(),
                books.of(id),
                books,
                trap.lines().subList(commandsBefore, trap.lines().size()),
                effects.subList(effectsBefore, effects.size()),
                signing,
                look,
                wanted);
    }

    private RollbackApi commander() {
        return nodes.alive().as(BackoutUser.COMMANDER);
    }

    @Override
    public void close() {
        nodes.close();
        trap.held().ifPresent(ProcessHandle::destroyForcibly);
        disk.close();
        ownDisk.close();
    }
}
