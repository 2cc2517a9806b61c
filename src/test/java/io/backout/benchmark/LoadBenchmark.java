package io.backout.benchmark;

import io.backout.backup.LoadBench;
import io.backout.sample.SampleDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A backup restored as the plan does it, by Backout beside the live database, and the disk's own limit, in one run. */
public final class LoadBenchmark {
    private static final PrintStream OUT = System.out;
    private static final int RUNS = Integer.getInteger("benchmark.runs", 3);
    private static final int MEGABYTES = Integer.getInteger("benchmark.megabytes", 100);
    private static final int LOADERS = Integer.getInteger("benchmark.loaders", 2);
    /** As in production; -Dsample.mariadb.options= for the server's defaults. */
    private static final String PRODUCTION = "--innodb-buffer-pool-size=2G --innodb-log-file-size=1G"
            + " --innodb-flush-log-at-trx-commit=1 --sync-binlog=1 --log-bin=bin --binlog-format=ROW --server-id=1";
    /** Linux counts in hundredths of a second. */
    private static final double TICKS = 100;

    private LoadBenchmark() {}

    /** Something to be measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        if (System.getProperty("sample.mariadb.options") == null) {
            System.setProperty("sample.mariadb.options", PRODUCTION);
        }
        Path directory =
                Files.createDirectories(Path.of("target", "benchmark", "load").toAbsolutePath());
        try (LoadBench bench = LoadBench.start(directory)) {
            SampleDatabase database = bench.database();
            database.execute("SET GLOBAL local_infile = 1, max_allowed_packet = 67108864");
            ErpData.create(database, MEGABYTES);
            Path dump = bench.dump();
            OUT.printf("%d MB of dump, %s%n", Files.size(dump) >> 20, System.getProperty("sample.mariadb.options"));
            OUT.println("run   plan s (server CPU s)   Backout s (server CPU s)   ratio   CPU   copy of the files s");
            for (int run = 1; run <= RUNS; run++) {
                run(bench, dump, run);
            }
            Files.deleteIfExists(dump);
        }
        System.exit(0);
    }

    private static void run(LoadBench bench, Path dump, int run) throws IOException {
        SampleDatabase database = bench.database();
        String plans = database.name() + "_plan";
        database.execute("CREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci".formatted(plans));
        double[] plan = measure(() -> bench.plansWay(dump, plans));
        String[] shadow = new String[1];
        double[] backout = measure(() -> shadow[0] = bench.aside(dump, LOADERS));
        bench.same(List.of(database.name(), plans, shadow[0]));
        Path copies = Files.createTempDirectory(dump.getParent(), "files");
        double[] copy = measure(() -> bench.copyFiles(shadow[0], copies));
        try (var files = Files.list(copies)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(copies);
        database.execute("DROP DATABASE %s; DROP DATABASE %s".formatted(plans, shadow[0]));
        OUT.printf(
                "%3d   %8.2f (%.2f)         %8.2f (%.2f)            %5.2f   %3.0f %%   %8.2f%n",
                run,
                plan[0],
                plan[1],
                backout[0],
                backout[1],
                plan[0] / backout[0],
                100 * backout[1] / plan[1],
                copy[0]);
    }

    /** @return seconds, and CPU seconds of the server */
    private static double[] measure(Work work) throws IOException {
        double cpu = serverCpu();
        long begun = System.nanoTime();
        work.run();
        return new double[] {(System.nanoTime() - begun) / 1e9, serverCpu() - cpu};
    }

    private static double serverCpu() throws IOException {
        long pid = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("mariadbd"))
                .findFirst()
                .orElseThrow()
                .pid();
        // Behind the name in parentheses; user and system time are fields 14 and 15.
        String[] fields = Files.readString(Path.of("/proc/" + pid + "/stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
}
