package io.backout.backup;

import io.backout.plan.DataLossPreview;
import io.backout.plan.DataLossPreview.BackupTable;
import io.backout.sample.SampleDatabase;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the benchmark needs of this package: the plan's way, Backout's, and proof that both gave the same. */
public final class LoadBench implements AutoCloseable {
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
                        "--defaults-file=" + bench.client(),
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
        return new ServerThrottle(1, 90, 1L << 30, bench.directory());
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
     * Swaps the restored copy in, and back.
     *
     * @return seconds of the count before it, the cut-over, waiting for the server's checkpoint in it, and the way back
     */
    public double[] cutOver(Path file) throws IOException {
        Dump dump = DumpReader.read(file).dump();
        new ShadowSchema(bench.mysql(), AsideBench.NAMES).markVerified();
        CutOver cutOver = new CutOver(bench.mysql(), AsideBench.NAMES, bench.directory(), SwapLimits.DEFAULT);
        SwapBack back = new SwapBack(bench.mysql(), AsideBench.NAMES, bench.directory(), SwapLimits.DEFAULT);
        List<BackupTable> tables = dump.tables().stream()
                .map(table -> new BackupTable(table.name(), table.rows(), table.autoIncrement()))
                .toList();
        long begun = System.nanoTime();
        new DataLossPreview(Clock.systemUTC(), Duration.ofMinutes(5)).look(bench.mysql(), tables, Instant.now());
        long counted = System.nanoTime();
        SwapResult result = cutOver.run(StoredObjects.of(dump), true);
        long swapped = System.nanoTime();
        back.run();
        double backSeconds = (System.nanoTime() - swapped) / 1e9;
        database().execute("DROP DATABASE " + Sql.quoted(AsideBench.NAMES.undone()));
        return new double[] {
            (counted - begun) / 1e9, (swapped - counted) / 1e9, result.checkpointMillis() / 1e3, backSeconds
        };
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
        Path from = bench.directory().resolve("database/mariadb").resolve(schema);
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
