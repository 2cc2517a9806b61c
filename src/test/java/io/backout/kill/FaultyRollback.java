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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Drives a rollback to its end through one fault after the other, and asks every oracle what it thinks of it. */
final class FaultyRollback implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final Set<String> ENDED_OR_ASKS = Set.of(
            "ROLLED_BACK", "FAILED", "REFUSED", "STOPPED", "CLOSED", "AWAITING_DECISION", "AWAITING_TAKEOVER");

    private final SampleTarget sample;
    private final Path directory;
    private final CommandTrap trap;
    private final SqlLog sql;
    private final SmallDisk disk;
    private BackoutServer server;
    private String id = "";
    private Look wanted;
    private Look beforeCutOver;
    private Signing signing;
    private int commandsBefore;
    private int effectsBefore;
    /** Those that were injected and of which nobody knows yet what came of them. */
    private final List<Fault> open = new ArrayList<>();

    private int questions;

    FaultyRollback(SampleTarget sample, SqlLog sql, Path directory) {
        this.sample = sample;
        this.sql = sql;
        this.directory = directory.resolve("backout");
        this.disk = new SmallDisk(BackoutSettings.backups(this.directory));
        this.trap = CommandTrap.set(
                directory.resolve("trap"), sample.environment().get("PATH"));
    }

    CommandTrap trap() {
        return trap;
    }

    /** Where backups and snapshots go. */
    SmallDisk disk() {
        return disk;
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
        signing = null;
        commandsBefore = trap.lines().size();
        List<Fault> ahead = new ArrayList<>(faults);
        start(ahead);
        effectsBefore = sql.effects().size();
        ask(level);
        signing = new Signing(server, id, () -> sql.effects().size() - effectsBefore);
        while (!ahead.isEmpty()) {
            inject(level, ahead);
        }
        String state = awaitEnd();
        open.forEach(fault -> FaultTable.add(level, fault, result(state)));
        open.clear();
        return observe(level, state);
    }

    private void start(List<Fault> ahead) {
        String[] options = armed(ahead);
        if (server == null) {
            Map<String, String> environment = new TreeMap<>(sample.environment());
            environment.put("PATH", trap.path());
            BackoutSettings settings = BackoutSettings.of(sample, directory)
                    .with("environment", environment)
                    .with("time-limits", Map.of("command", "15s", "install", "40s", "start", "20s", "health", "2s"));
            server = BackoutServer.start(directory, settings, 0, options);
        } else {
            server.startAgain(options);
        }
        if (signing != null) {
            signing.through(server);
        }
    }

    /** The next one, and whatever this Backout lives to see and must know from its start. */
    private static String[] armed(List<Fault> ahead) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < ahead.size(); i++) {
            Fault fault = ahead.get(i);
            if (i == 0 || fault.halt().needsRestart()) {
                options.addAll(List.of(fault.halt().arm()));
            }
            if (fault.strike().killsBackout()) {
                break;
            }
        }
        return options.toArray(String[]::new);
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

    private void inject(Level level, List<Fault> ahead) {
        Fault fault = ahead.get(0);
        Poll.until(
                LIMIT,
                () -> {
                    advance();
                    return fault.halt().isReached();
                },
                () -> "'%s' was not reached:%n%s%n%s%n%s"
                        .formatted(
                                fault, commander().rollback(id).body().toPrettyString(), trap.lines(), server.log()));
        fault.strike().at(fault.halt(), new Victims(server, sample, trap, disk));
        open.add(fault);
        ahead.remove(0);
        if (fault.strike().killsBackout()) {
            start(ahead);
        } else if (!ahead.isEmpty() && !ahead.get(0).halt().needsRestart()) {
            ahead.get(0).halt().arm();
        }
        if (fault.strike() == Strike.KILL && fault.halt() instanceof StatementHalt) {
            fault.halt().letGo();
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
                new Operator(server, trap).settle(id, now.body());
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
                () -> "%s did not end:%n%s%n%s%n%s"
                        .formatted(
                                id, commander().rollback(id).body().toPrettyString(), trap.lines(), server.log()));
        return state[0];
    }

    private String result(String state) {
        String asked = questions == 0 ? "went on by itself" : "asked an operator %d times".formatted(questions);
        return state.equals("ROLLED_BACK") ? asked + ", rolled back and verified" : asked + ", then " + state;
    }

    /** Backout ends before its books are read. */
    private Observed observe(Level level, String state) {
        Look look = Look.at(sample);
        List<String> effects = sql.effects();
        JsonNode last = commander().rollback(id).body();
        server.kill();
        Books books = Books.of(directory.resolve("data"));
        Observed seen = new Observed(
                level,
                state,
                books.of(id),
                books,
                trap.lines().subList(commandsBefore, trap.lines().size()),
                effects.subList(effectsBefore, effects.size()),
                signing.effects(),
                signing.at(),
                look,
                wanted);
        assertThat(Oracle.all(seen))
                .as("%s%n%s", last.toPrettyString(), server.log())
                .isEmpty();
        return seen;
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
        disk.close();
    }
}
