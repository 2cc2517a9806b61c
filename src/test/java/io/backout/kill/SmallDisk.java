package io.backout.kill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk of its own for one directory, small enough to be filled. Only root can have one. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;
    private boolean mounted;

    SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** The test is not run, with the reason, where nothing can be mounted. */
    void mount() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mounted = run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", directory.toString()) == 0;
        Assumptions.assumeTrue(mounted, "a small disk can be mounted by root only");
    }

    void fill() {
        try (OutputStream out = Files.newOutputStream(filling())) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // What else ends it.
        }
    }

    void empty() {
        try {
            Files.deleteIfExists(filling());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filling() {
        return directory.resolve("filled");
    }

    @Override
    public void close() {
        if (mounted) {
            run("umount", "--lazy", directory.toString());
        }
    }

    private static int run(String... argv) {
        try {
            return new ProcessBuilder(argv).start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
