package io.backout.backup;

import io.backout.sample.SampleDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
                        "--defaults-file=" + file.resolveSibling("client.cnf"),
                        schema)
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (client.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("the client failed");
        }
    }

    /** From the verified dump to the whole shadow schema. @return its name */
    public String aside(Path file, int loaders) throws IOException {
        Dump dump = DumpReader.read(file).dump();
        RestoreSettings usual = bench.settings();
        return bench.aside(file, dump)
                .restore(new RestoreSettings(
                        loaders, usual.limit(), usual.directory(), usual.throttle(), usual.aborted()))
                .name();
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
