package io.backout.benchmark;

import io.backout.backup.LoadBench;
import io.backout.backup.Throttle;
import io.backout.sample.SampleDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A backup restored as the plan does it, by Backout beside the live database, and the disk's own limit, in one run on a
 * server as in production and on one with Debian's defaults; what it costs the application, and how long that is down.
 */
public final class LoadBenchmark {
    private static final PrintStream OUT = System.out;
    private static final int RUNS = Integer.getInteger("benchmark.runs", 3);
    private static final int MEGABYTES = Integer.getInteger("benchmark.megabytes", 100);
    private static final long IDLE_MILLIS = 10_000;

    private final LoadBench bench;
    private final SampleDatabase database;
    private final Path dump;

    private LoadBenchmark(LoadBench bench, Path dump) {
        this.bench = bench;
        this.database = bench.database();
        this.dump = dump;
    }

    /** Servers as they are found. */
    private enum Server {
        PRODUCTION("--innodb-buffer-pool-size=4G --innodb-log-file-size=1G --innodb-flush-log-at-trx-commit=1"
                + " --sync-binlog=1 --log-bin=bin --binlog-format=ROW --server-id=1"),
        DEBIAN_DEFAULTS("--innodb-buffer-pool-size=128M --innodb-log-file-size=96M --innodb-flush-log-at-trx-commit=1");

        private final String options;

        Server(String options) {
            this.options = options;
        }
    }

    /** Something to be measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory =
                Files.createDirectories(Path.of("target", "benchmark", "load").toAbsolutePath());
        Path dump = directory.resolve("full_backup.sql");
        Files.deleteIfExists(dump);
        String wanted = System.getProperty("benchmark.server", "");
        for (Server server : Server.values()) {
            if (!wanted.isEmpty() && !wanted.equals(server.name())) {
                continue;
            }
            System.setProperty("sample.mariadb.options", server.options);
            try (LoadBench bench = LoadBench.start(directory)) {
                bench.database().execute("SET GLOBAL local_infile = 1, max_allowed_packet = 67108864");
                if (Files.notExists(dump)) {
                    ErpData.create(bench.database(), MEGABYTES);
                    bench.dump();
                } else {
                    bench.plansWay(dump, bench.database().name());
                }
                OUT.printf(
                        "%n%s, %d MB of dump, load of this machine %s%n",
                        server,
                        Files.size(dump) >> 20,
                        Files.readString(Path.of("/proc/loadavg")).strip());
                new LoadBenchmark(bench, dump).run();
            }
        }
        Files.delete(dump);
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Figures plans = new Figures();
        OUT.println("run   plan s (server CPU s)   Backout s (server CPU s)   ratio   CPU   copy of the files s");
        for (int run = 1; run <= RUNS; run++) {
            plans.add(load(run));
        }
        outage(plans);
        application();
    }

    /** @return seconds of the plan's way */
    private double load(int run) throws IOException, InterruptedException {
        String plans = database.name() + "_plan";
        database.execute("CREATE DATABASE %s CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci".formatted(plans));
        double[] plan = measure(() -> bench.plansWay(dump, plans));
        List<String> shadow = new ArrayList<>();
        double[] backout = measure(() -> shadow.add(bench.aside(dump, Throttle.NONE)));
        bench.same(List.of(database.name(), plans, shadow.get(0)));
        Path copies = Files.createTempDirectory(dump.getParent(), "files");
        double[] copy = measure(() -> bench.copyFiles(shadow.get(0), copies));
        try (var files = Files.walk(copies)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        database.execute("DROP DATABASE %s; DROP DATABASE %s".formatted(plans, shadow.get(0)));
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
        return plan[0];
    }

    private void outage(Figures plans) throws IOException, InterruptedException {
        OUT.printf("peak memory of Backout's process with -Xmx256m: %d MB%n", bench.peakMegabytes(dump));
        Path present = dump.resolveSibling("present.sql");
        double dumped = measure(() -> bench.plansDump(present))[0];
        Files.delete(present);
        LoadBench.Outage backout = bench.cutOver(dump);
        OUT.printf(
                "outage, database's part: plan %.1f s (dump %.1f, load %.1f); Backout %.2f s (count %.2f, cut-over %.2f,"
                        + " of it the checkpoint %.2f, rows %.2f); undo %.2f s%n",
                dumped + plans.median(),
                dumped,
                plans.median(),
                backout.seconds(),
                backout.count(),
                backout.cutOver(),
                backout.checkpoint(),
                backout.rows(),
                backout.back());
    }

    private void application() throws IOException, InterruptedException {
        try (Application application = new Application(database, ErpData.orders(MEGABYTES))) {
            Thread.sleep(IDLE_MILLIS / 2);
            application.restart();
            Thread.sleep(IDLE_MILLIS);
            OUT.printf("application, nothing beside it:  %s%n", application.figures(IDLE_MILLIS / 1e3));
            during(application, "load", Throttle.NONE);
            during(application, "throttled load", bench.throttle());
        }
    }

    private void during(Application application, String what, Throttle throttle)
            throws IOException, InterruptedException {
        application.restart();
        long begun = System.nanoTime();
        String shadow = bench.aside(dump, throttle);
        double seconds = (System.nanoTime() - begun) / 1e9;
        OUT.printf("application, %s of %.1f s: %s%n", what, seconds, application.figures(seconds));
        database.execute("DROP DATABASE " + shadow);
        Thread.sleep(IDLE_MILLIS / 2);
    }

    /** @return seconds, and CPU seconds of the server */
    private static double[] measure(Work work) throws IOException, InterruptedException {
        double cpu = ServerCpu.settledSeconds();
        long begun = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new double[] {seconds, ServerCpu.settledSeconds() - cpu};
    }
}
