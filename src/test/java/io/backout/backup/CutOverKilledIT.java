package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The server or the client dies at any moment: live has the tables of one state, and a repeated run ends right. */
class CutOverKilledIT {
    private static final int NORMAL = 3;
    private static final int LONG = 30;
    private static final long SEED = System.nanoTime();

    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> seen = new HashMap<>();
    /** As long as a cut-over lasts on this machine, so that a kill hits any part of it. In milliseconds. */
    private int span = 150;

    @BeforeAll
    static void start(TestInfo test) {
        bench = CutOverBench.start(directory, SampleServer.of(test));
        database = bench.database();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void goesOnWhenTheServerIsKilled() {
        rounds(NORMAL, this::killedServer);
    }

    @Test
    void goesOnWhenItIsKilledItself() {
        rounds(NORMAL, this::killedClient);
    }

    @Tag("long")
    @Test
    void goesOnWheneverTheServerIsKilled() {
        rounds(LONG, this::killedServer);
        seen.remove("started twice");
        assertThat(seen.size()).as("only %s: nothing was proven", seen).isGreaterThan(1);
    }

    @Tag("long")
    @Test
    void goesOnWheneverItIsKilledItself() {
        rounds(LONG, this::killedClient);
        assertThat(seen.size()).as("only %s: nothing was proven", seen).isGreaterThan(1);
    }

    @FunctionalInterface
    private interface Killing {
        void at(int millis, SwapNames names, StoredObjects backup) throws Exception;
    }

    private void rounds(int count, Killing killing) {
        for (int round = 0; round < count; round++) {
            SwapNames names = bench.names(Long.toString(System.nanoTime(), 36));
            StoredObjects backup = bench.prepare(names);
            Map<String, String> sound = bench.state(names.live());
            Map<String, String> soundTables = bench.tables(names.live());
            BenchSchema.damage(database);
            Map<String, String> damaged = bench.state(names.live());
            Map<String, String> damagedTables = bench.tables(names.live());
            // What a test loses of its own preparation would be taken for the cut-over's fault.
            database.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            try {
                killing.at(random.nextInt(span), names, backup);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            String as = "seed %d, round %d".formatted(SEED, round);
            SwapState state = bench.cutOver(names).probe();
            Map<String, String> tables = bench.tables(names.live());
            if (state == SwapState.NOT_HAPPENED) {
                // A key whose parent is lost may have followed the copy's table; it is led back before a service
                // starts.
                tables.replaceAll(
                        (name, text) -> text.replace("REFERENCES `%s`.".formatted(names.shadow()), "REFERENCES "));
            }
            assertThat(tables).as(as).isEqualTo(state == SwapState.NOT_HAPPENED ? damagedTables : soundTables);
            if (state == SwapState.NOT_HAPPENED) {
                String phase = bench.state(names.live()).equals(damaged) ? "whole" : "cleared";
                seen.merge(state + " " + phase, 1, Integer::sum);
                bench.cutOver(names).backOff();
                assertThat(bench.state(names.live())).as(as).isEqualTo(damaged);
            } else {
                seen.merge(state.toString(), 1, Integer::sum);
            }
            long start = System.nanoTime();
            SwapResult again = bench.cutOver(names).run(backup, false);
            if (again.renameMillis() > 0) {
                span = (int) ((System.nanoTime() - start) / 1_000_000) + 20;
            }
            assertThat(bench.state(names.live())).as(as).isEqualTo(sound);
            bench.swapBack(names).run();
            assertThat(bench.state(names.live())).as(as).isEqualTo(damaged);
        }
        System.err.println("ROUNDS " + seen);
    }

    private void killedServer(int millis, SwapNames names, StoredObjects backup) throws Exception {
        CompletableFuture<Void> run =
                CompletableFuture.runAsync(() -> bench.cutOver(names).run(backup, false));
        Thread.sleep(millis);
        database.kill();
        run.handle((result, error) -> result).get(60, TimeUnit.SECONDS);
        database.start();
        if (missesFiles(names)) {
            seen.merge("started twice", 1, Integer::sum);
            database.stop();
            database.start();
        }
    }

    /** MySQL looks for the files that a rename moved before it moves them back; at its next start it finds them. */
    private static boolean missesFiles(SwapNames names) {
        try {
            bench.tables(names.live());
            return false;
        } catch (ToolException e) {
            assertThat(database.server()).isEqualTo(SampleServer.MYSQL);
            assertThat(e).hasMessageContaining("restart the database server once more");
            return true;
        }
    }

    private void killedClient(int millis, SwapNames names, StoredObjects backup) throws Exception {
        Process client = CutOverProcess.start(directory, database, names, () -> backup);
        try (var ready = client.inputReader()) {
            if (!"ready".equals(ready.readLine())) {
                throw new IOException("the client did not start");
            }
            client.getOutputStream().write('\n');
            client.getOutputStream().flush();
            // Its code has not run before, which takes longer.
            Thread.sleep(millis * 4L);
            client.destroyForcibly().waitFor();
        }
    }

    static List<String> java(Class<?> main, List<String> arguments, Supplier<String> classPath) {
        List<String> argv = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath.get()));
        argv.add(main.getName());
        argv.addAll(arguments);
        return argv;
    }
}
