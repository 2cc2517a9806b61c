package io.backout.backup;

import io.backout.benchmark.DumpGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import com.github.luben.zstd.ZstdOutputStream;

/** How fast a backup is read: the lexer alone, with the hash beside it, and packed. */
public final class DumpBenchmark {
    private static final PrintStream OUT = System.out;
    private static final int RUNS = Integer.getInteger("benchmark.runs", 5);
    private static final long MEGABYTES = Long.getLong("benchmark.megabytes", 1024);
    private static final Path DIRECTORY = Path.of("target", "benchmark").toAbsolutePath();

    private DumpBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(DIRECTORY);
        Path plain = DIRECTORY.resolve("full_backup.sql");
        long rows = DumpGenerator.write(plain, MEGABYTES << 20);
        OUT.printf("%,d bytes, %,d rows%n", Files.size(plain), rows);
        for (int run = 0; run < RUNS; run++) {
            lexer(plain, rows);
        }
        for (int run = 0; run < RUNS; run++) {
            whole(plain, Files.size(plain), rows);
        }
        Path gzip = DIRECTORY.resolve("full_backup.sql.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip), 1 << 16)) {
            Files.copy(plain, out);
        }
        whole(gzip, Files.size(plain), rows);
        Path zstd = DIRECTORY.resolve("full_backup.sql.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd), 1)) {
            Files.copy(plain, out);
        }
        whole(zstd, Files.size(plain), rows);
        for (Path file : new Path[] {plain, gzip, zstd}) {
            Files.delete(file);
        }
    }

    /** What the lexer itself takes of one core, blocks as they come from the page cache. */
    private static void lexer(Path file, long rows) throws IOException {
        DumpLexer lexer = new DumpLexer();
        byte[] block = new byte[1 << 20];
        long nanos = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                long begun = System.nanoTime();
                lexer.feed(block, length);
                nanos += System.nanoTime() - begun;
            }
        }
        report("lexer alone", Files.size(file), nanos, lexer.end(), rows);
    }

    private static void whole(Path file, long bytes, long rows) throws IOException {
        long begun = System.nanoTime();
        DumpReader.Read read = DumpReader.read(file);
        report("read, lexed, hashed: " + file.getFileName(), bytes, System.nanoTime() - begun, read.dump(), rows);
    }

    private static void report(String what, long bytes, long nanos, Dump dump, long rows) {
        if (dump.rows() != rows || !dump.problems().isEmpty() || !dump.header().isComplete()) {
            throw new IllegalStateException("the dump was misread: " + dump.problems() + ", rows " + dump.rows());
        }
        OUT.printf("%-42s %6.2f s  %5.2f GB/s of SQL   heap %d MB%n", what, nanos / 1e9, (double) bytes / nanos,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }
}
