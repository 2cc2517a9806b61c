package io.backout.benchmark;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** Level 1 measured side by side, in turn: Backout, the plan's own script, and the bare commands without any waiting. */
public final class Level1Benchmark {
    private static final PrintStream OUT = System.out;
    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final Path DIRECTORY = Path.of("target", "benchmark").toAbsolutePath();

    private final SampleTarget sample;
    private final BackoutServer server;
    private final Scripts scripts;

    private Level1Benchmark(SampleTarget sample, BackoutServer server) {
        this.sample = sample;
        this.server = server;
        this.scripts = new Scripts(sample, DIRECTORY);
    }

    /** Who rolls back. */
    private enum Way {
        BACKOUT,
        PLAN_SCRIPT,
        BARE_COMMANDS
    }

    public static void main(String[] arguments) throws Exception {
        FileSystemUtils.deleteRecursively(DIRECTORY);
        try (SampleDatabase database = SampleDatabase.start(DIRECTORY.resolve("database"));
                SampleTarget sample = SampleTarget.setUp(DIRECTORY, database);
                BackoutServer server = BackoutServer.start(
                        DIRECTORY.resolve("backout"), BackoutSettings.of(sample, DIRECTORY.resolve("backout")), 0)) {
            OUT.printf(
                    "start-up of the server to ready: %.1f s%n",
                    server.startUp().toMillis() / 1000.0);
            Level1Benchmark benchmark = new Level1Benchmark(sample, server);
            benchmark.compare("a release that crashes; dependencies unchanged", Fault.CRASHING);
            benchmark.compare("a release that still answers; dependencies changed", Fault.NEW_DEPENDENCY);
            OUT.printf("memory of the server after all runs: %d MiB resident%n", residentMebibytes(server.pid()));
        }
        System.exit(0);
    }

    private void compare(String title, Fault fault) throws Exception {
        Map<Way, Figures> verified = figures();
        Map<Way, Figures> outage = figures();
        for (int run = 0; run < RUNS; run++) {
            for (Way way : Way.values()) {
                prepare(fault);
                measure(way, fault, verified.get(way), outage.get(way));
            }
        }
        OUT.printf("%n%s (%d runs each, in turn)%n", title, RUNS);
        OUT.printf("%-16s %-34s %s%n", "", "decision -> verified, s (min/med/max)", "outage, s (min/med/max)");
        for (Way way : Way.values()) {
            boolean answered = fault == Fault.NEW_DEPENDENCY;
            OUT.printf("%-16s %-34s %s%n", way, verified.get(way), answered ? outage.get(way) : "was down before");
        }
        OUT.printf(
                "Backout / bare commands, medians: %.2f%n",
                verified.get(Way.BACKOUT).median()
                        / verified.get(Way.BARE_COMMANDS).median());
    }

    private static Map<Way, Figures> figures() {
        Map<Way, Figures> figures = new EnumMap<>(Way.class);
        List.of(Way.values()).forEach(way -> figures.put(way, new Figures()));
        return figures;
    }

    /** Back to the good release, which Backout sees healthy, and then the broken one. */
    private void prepare(Fault fault) {
        sample.reset();
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        String look = commander
                .post("/api/rollbacks", Map.of("target", "easy-erp", "reason", "look"))
                .text("id");
        commander.awaitState(look, Set.of("AWAITING_DECISION"), Duration.ofSeconds(30));
        commander.post("/api/rollbacks/" + look + "/decision", Map.of("level", 0, "reason", "only looked"));
        commander.awaitEnd(look);
        sample.breakWith(fault);
        Poll.until(
                Duration.ofSeconds(20),
                () -> !sample.health().isHealthy() && sample.health().status() != 200,
                () -> "the fault does not show");
        if (fault == Fault.NEW_DEPENDENCY) {
            Poll.until(
                    Duration.ofSeconds(20),
                    () -> sample.get("/api/orders").status() == 200,
                    () -> "orders do not answer");
        }
    }

    private void measure(Way way, Fault fault, Figures verified, Figures outage) throws Exception {
        try (Outage watch = new Outage(sample.url("/api/orders"))) {
            Instant begun = Instant.now();
            Instant ended =
                    switch (way) {
                        case BACKOUT -> backout();
                        case PLAN_SCRIPT -> scripts.plan();
                        case BARE_COMMANDS -> scripts.bare(fault == Fault.NEW_DEPENDENCY);
                    };
            verified.add(Duration.between(begun, ended).toMillis() / 1000.0);
            outage.add(watch.seconds());
        }
    }

    /** The end is the server's word, not when this program next asks. */
    private Instant backout() {
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        String id = commander.rollBack(Map.of("release", "v1.3.0"));
        RollbackApi.Reply end = commander.awaitEnd(id);
        if (!end.text("state").equals("ROLLED_BACK")) {
            throw new IllegalStateException("not verified: " + end.body().toPrettyString());
        }
        if (Boolean.getBoolean("benchmark.steps")) {
            end.body()
                    .path("steps")
                    .forEach(step -> OUT.printf(
                            "    %s %s%n",
                            step.path("step").asText(), step.path("seconds").asText()));
        }
        return Instant.parse(end.text("endedAt"));
    }

    private static long residentMebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
