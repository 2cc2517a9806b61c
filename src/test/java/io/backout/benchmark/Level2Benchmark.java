package io.backout.benchmark;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/** Level 2 measured side by side, in turn: Backout from the last signature, the plan's own script, and the bare commands. */
public final class Level2Benchmark {
    private static final PrintStream OUT = System.out;
    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final Path DIRECTORY = Path.of("target", "benchmark").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String MIGRATION = "20250821015630_add_shipment_file_field";

    private final SampleTarget sample;
    private final BackoutServer server;
    private final Scripts scripts;
    private final Figures prepared = new Figures();

    private Level2Benchmark(SampleTarget sample, BackoutServer server) {
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
            new Level2Benchmark(sample, server).compare();
        }
        System.exit(0);
    }

    private void compare() throws Exception {
        Map<Way, Figures> seconds = figures();
        Map<Way, Figures> outage = figures();
        for (int run = 0; run < RUNS; run++) {
            for (Way way : Way.values()) {
                sample.reset();
                // Still answers, so that an outage shows.
                sample.breakWith(Fault.FAILING_MIGRATION);
                sample.awaitHealthy(LIMIT);
                String id = way == Way.BACKOUT ? almostSigned() : "";
                try (Outage watch = new Outage(sample.url("/api/orders"))) {
                    Instant begun = Instant.now();
                    Instant ended =
                            switch (way) {
                                case BACKOUT -> backout(id);
                                case PLAN_SCRIPT -> scripts.planOfMigration(MIGRATION);
                                case BARE_COMMANDS -> bare();
                            };
                    seconds.get(way).add(Duration.between(begun, ended).toMillis() / 1000.0);
                    outage.get(way).add(watch.seconds());
                }
            }
        }
        OUT.printf("%n%-16s %-34s %s%n", RUNS + " runs each", "signature -> end, s (min/med/max)", "outage");
        for (Way way : Way.values()) {
            String end =
                    way == Way.PLAN_SCRIPT ? "fails with P3011, the application stays stopped" : "" + outage.get(way);
            OUT.printf("%-16s %-34s %s%n", way, seconds.get(way), end);
        }
        OUT.printf("before the signatures, 'Prepare release': %s s%n", prepared);
        OUT.printf(
                "Backout / bare commands, medians: %.2f%n",
                seconds.get(Way.BACKOUT).median()
                        / seconds.get(Way.BARE_COMMANDS).median());
    }

    private static Map<Way, Figures> figures() {
        Map<Way, Figures> figures = new EnumMap<>(Way.class);
        List.of(Way.values()).forEach(way -> figures.put(way, new Figures()));
        return figures;
    }

    private String almostSigned() throws InterruptedException {
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        String id = commander.rollBack(Map.of("level", 2, "release", "v1.3.0"));
        commander.awaitState(id, Set.of("AWAITING_APPROVAL"), LIMIT);
        // Both tasks are there, and what a signature has to wait for is over.
        Thread.sleep(1000);
        sign(id, "dba");
        return id;
    }

    private void sign(String id, String duty) {
        Reply reply = server.as(BackoutUser.holding(duty)).approve(id, duty);
        if (reply.status() != 200) {
            throw new IllegalStateException("not signed: " + reply);
        }
    }

    /** The end is the server's word, not when this program next asks. */
    private Instant backout(String id) {
        sign(id, "system-administrator");
        Reply end = server.as(BackoutUser.COMMANDER).awaitEnd(id);
        if (!end.text("state").equals("ROLLED_BACK")) {
            throw new IllegalStateException("not verified: " + end.body().toPrettyString());
        }
        end.body().path("steps").forEach(step -> {
            if (step.path("step").asText().equals("prepareRelease")) {
                prepared.add(step.path("seconds").asDouble());
            }
        });
        if (Boolean.getBoolean("benchmark.steps")) {
            end.body()
                    .path("steps")
                    .forEach(step -> OUT.printf(
                            "    %s %s %s%n",
                            step.path("step").asText(),
                            step.path("startedAt").asText(),
                            step.path("seconds").asText()));
        }
        return Instant.parse(end.text("endedAt"));
    }

    /** A person who has every statement ready, and needs no time to type. */
    private Instant bare() throws InterruptedException {
        sample.run("pm2", "stop", "easy-erp", "easy-erp-worker");
        sample.database().execute("""
                ALTER TABLE shipments DROP COLUMN file_name;
                DROP TABLE shipment_files;
                UPDATE _prisma_migrations SET rolled_back_at = UTC_TIMESTAMP(3) WHERE finished_at IS NULL""");
        sample.run("git", "reset", "--hard", "v1.3.0");
        sample.run("node_modules/.bin/prisma", "generate");
        sample.run("pm2", "start", "easy-erp", "easy-erp-worker");
        while (!sample.health().isHealthy()) {
            Thread.sleep(20);
        }
        return Instant.now();
    }
}
