package io.backout.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the arguments of processes, again and again, as anybody on the machine could: of all that run in a directory, or
 * with it in their environment. Other tests on the machine use the same passwords.
 */
final class ArgvWatch implements AutoCloseable {
    private static final int PAUSE = 10;

    private final Path directory;
    private final Canaries canaries;
    private final Set<String> programs = ConcurrentHashMap.newKeySet();
    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread = new Thread(this::watch, "argv");

    ArgvWatch(Path directory, Canaries canaries) {
        this.directory = directory;
        this.canaries = canaries;
        thread.start();
    }

    /** Where a canary was seen; the text itself is not repeated. */
    Set<String> found() {
        return new TreeSet<>(found);
    }

    /** Whether it saw anything at all: names of programs. */
    Set<String> programs() {
        return programs;
    }

    private void watch() {
        while (!over.get()) {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                processes.forEach(this::look);
                Thread.sleep(PAUSE);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
            if (!isOurs(process)) {
                return;
            }
            String program = line.split(" ")[0].replaceAll(".*/", "");
            programs.add(program);
            canaries.in(line).forEach(canary -> found.add(canary + " in the arguments of " + program));
        } catch (IOException ended) {
            // It lived too shortly to be read by anybody.
        }
    }

    private boolean isOurs(Path process) throws IOException {
        return Files.readSymbolicLink(process.resolve("cwd")).startsWith(directory)
                || Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                        .contains(directory.toString());
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        thread.join();
    }
}
