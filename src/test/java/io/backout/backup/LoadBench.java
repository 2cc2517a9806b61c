package io.backout.backup;

import io.backout.plan.CopyComparison;
import io.backout.sample.SampleDatabase;
import io.backout.tool.Mysql;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the benchmark needs of this package: the plan's way, Backout's, and proof that both gave the same. */
public final class LoadBench implements AutoCloseable {
    /** A write in the second in which a table is looked at counts as one after it; signatures take longer. */
    private static final long RESTED_MILLIS = 4000;

    private final AsideBench bench;

    private LoadBench(AsideBench bench) {
        this.bench = bench;
    }

    public static LoadBench start(Path directory) {
        return new LoadBench(AsideBench.start(directory));
    }

    public SampleDatabase database() {
        return bench.database();
    }

    public Path dump() throws IOException {
        return bench.dump();
    }

    /** As the plan does it: {@code mariadb db < full_backup.sql}. */
    public void plansWay(Path file, String schema) throws IOException {
        Process client = new ProcessBuilder(
                        SampleDatabase.programs().resolve("mariadb").toString(),
                        "--defaults-file=" + bench.login(),
                        schema)
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (client.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the client failed");
        }
    }

    /** What the plan does with the present data before it loads. */
    public void plansDump(Path to) throws IOException {
        bench.dump(to);
    }

    /** From the dump to the whole shadow schema, reading and hashing the file included. @return its name */
    public String aside(Path file, Throttle throttle) throws IOException {
        RestoreSettings usual = bench.settings();
        return bench.aside(file)
                .restore(new RestoreSettings(
                        usual.loaders(), usual.limit(), usual.directory(), throttle, usual.aborted()))
                .name();
    }

    /** Pauses while more than one other thread runs, or nine tenths of the redo log are full. */
    public Throttle throttle() {
        return new ServerThrottle(1, 90, Duration.ofHours(1), 1L << 30, bench.directory());
    }

    /** The same in a process of its own, with half of the memory that it may take. @return the most that it took, in MB */
    public long peakMegabytes(Path file) throws IOException {
        Process restore = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath(),
                        RestoreProcess.class.getName(),
                        bench.directory().toString(),
                        database().url(),
                        database().dbaUser(),
                        file.toString())
                .redirectError(bench.directory().resolve("restore.log").toFile())
                .start();
        String printed = new String(restore.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (restore.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the restore failed: " + printed);
        }
        Matcher most = Pattern.compile("VmHWM:\\s*(\\d+) kB").matcher(printed);
        if (!most.find()) {
            throw new IllegalStateException("no word of its memory: " + printed);
        }
        return Long.parseLong(most.group(1)) >> 10;
    }

    /** The system's own names only Maven's classes where Maven runs us in its process. */
    private static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader ours
                ? Stream.of(ours.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /**
     * The database's part of an outage, in seconds.
     *
     * @param count which tables were written to since their loss was counted
     * @param cutOver with the wait for the server's checkpoint
     * @param rows whether each table has the backup's rows
     * @param back the way back
     */
    public record Outage(double count, double cutOver, double checkpoint, double rows, double back) {
        public double seconds() {
            return count + cutOver + rows;
        }
    }

    /** Swaps the restored copy in, and back, as the steps do it. @return what it took; the way there was prepared before */
    public Outage cutOver(Path file) throws IOException, InterruptedException {
        Dump dump = DumpReader.read(file).dump();
        Mysql mysql = bench.mysql();
        ShadowSchema shadow = new ShadowSchema(mysql, AsideBench.NAMES);
        shadow.markVerified();
        SettledCopy.settle(mysql, AsideBench.NAMES, bench.directory());
        Thread.sleep(RESTED_MILLIS);
        TableMarks proven = TableMarks.read(mysql, shadow.name());
        TableMarks counted = TableMarks.read(mysql, mysql.database());
        CutOver cutOver = new CutOver(mysql, AsideBench.NAMES, bench.directory(), SwapLimits.SETTLED);
        long begun = System.nanoTime();
        TableMarks again = TableMarks.read(mysql, mysql.database());
        new CopyComparison(mysql, shadow.name()).look(Duration.ofMinutes(5), table -> !counted.unwritten(table, again));
        long stopped = System.nanoTime();
        SwapResult result = cutOver.run(StoredObjects.of(dump), true);
        long swapped = System.nanoTime();
        TableMarks now = TableMarks.read(mysql, mysql.database());
        List<String> differences =
                RestoredRows.differences(mysql, dump, table -> proven.unwrittenButRenamed(table, now));
        long known = System.nanoTime();
        if (!differences.isEmpty()) {
            throw new IllegalStateException(String.join("; ", differences));
        }
        new SwapBack(mysql, AsideBench.NAMES, bench.directory(), SwapLimits.SETTLED).run();
        double back = (System.nanoTime() - known) / 1e9;
        database().execute("DROP DATABASE " + Sql.quoted(AsideBench.NAMES.undone()));
        return new Outage(
                (stopped - begun) / 1e9,
                (swapped - stopped) / 1e9,
                result.checkpointMillis() / 1e3,
                (known - swapped) / 1e9,
                back);
    }

    /** Throws when two schemas are not the same, row for row. */
    public void same(List<String> schemas) {
        Map<String, String> wanted = bench.tables(schemas.get(0));
        for (String schema : schemas) {
            bench.tables(schema).forEach((name, table) -> {
                if (!table.equals(wanted.get(name))) {
                    throw new IllegalStateException("table '%s' of '%s' is%n%s%ninstead of%n%s"
                            .formatted(name, schema, table, wanted.get(name)));
                }
            });
        }
    }

    /** @return bytes of the data files */
    public long copyFiles(String schema, Path to) throws IOException {
        Path from =
                Path.of(bench.one("SELECT @@datadir AS directory", "directory")).resolve(schema);
        long bytes = 0;
        try (var files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(file.getFileName());
                Files.copy(file, copy);
                try (var channel = java.nio.channels.FileChannel.open(copy, java.nio.file.StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                bytes += Files.size(copy);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        bench.close();
    }
}
