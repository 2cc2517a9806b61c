package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one program of the sample target, with a directory, an environment and a time limit of its own. */
record ShellCommand(Path directory, Map<String, String> environment, Duration limit) {

    static ShellCommand in(Path directory) {
        return new ShellCommand(directory, System.getenv(), Duration.ofMinutes(3));
    }

    ShellCommand with(Map<String, String> wanted) {
        return new ShellCommand(directory, wanted, limit);
    }

    ShellCommand within(Duration wanted) {
        return new ShellCommand(directory, environment, wanted);
    }

    /** What the program printed to its standard output; throws when it fails or exceeds its time. */
    String run(String... argv) {
        Result result = attempt(argv);
        if (result.exitCode() != 0) {
            throw new IllegalStateException("%s ended with %d in %s%n%s%s"
                    .formatted(List.of(argv), result.exitCode(), directory, result.out(), result.err()));
        }
        return result.out();
    }

    /** The same, for a program that may fail. */
    Result attempt(String... argv) {
        try {
            // Files, not pipes: the pm2 daemon inherits them and would keep a pipe open for ever.
            Path out = Files.createTempFile("sample", ".out");
            Path err = Files.createTempFile("sample", ".err");
            try {
                Process process = start(argv, out, err);
                if (!endsInTime(process)) {
                    throw new IllegalStateException("%s did not end within %s; it said: %s%s"
                            .formatted(List.of(argv), limit, Files.readString(out), Files.readString(err)));
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String[] argv, Path out, Path err) throws IOException {
        // By env, because Java looks programs up in its own PATH instead of the one that the program gets.
        List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
        command.addAll(List.of(argv));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // Emptied first: the variables of whoever runs the tests must not reach the sample.
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private boolean endsInTime(Process process) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + process, e);
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    /** How a program ended, and what it printed. */
    record Result(int exitCode, String out, String err) {}
}
