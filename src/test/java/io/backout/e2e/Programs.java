package io.backout.e2e;

import io.backout.demo.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stands before the real programs in the PATH of the targets, to hold one of their calls while a test acts. */
final class Programs {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final List<Gate> gates = new ArrayList<>();

    Programs(Path directory) {
        this.directory = created(directory);
    }

    /** The target's PATH with these programs first. */
    String before(String path) {
        return directory + ":" + path;
    }

    /** Holds every call of the program that has this argument, until the gate is opened. */
    Gate holdAt(String program, String argument) {
        return gate(program, argument, "while [ ! -e open ]; do sleep 0.05; done");
    }

    /** As {@link #holdAt}, in a tree of processes: one of them has left the session, one ignores a polite end. */
    Gate hangWithChildrenAt(String program, String argument) {
        return gate(program, argument, """
                if [ ! -e open ]; then
                  tail -f "$PWD/child" &
                  setsid tail -f "$PWD/strayed" &
                  (trap '' TERM; tail -f "$PWD/stubborn"; tail -f "$PWD/stubborn") &
                  wait
                fi""");
    }

    /** Lets every such call fail until the gate is opened. */
    Gate failAt(String program, String argument, String message) {
        return gate(program, argument, "[ -e open ] || { echo '%s' >&2; exit 1; }".formatted(message));
    }

    private Gate gate(String program, String argument, String behaviour) {
        Path state = created(directory.resolve(".gate-" + gates.size()));
        // The program itself stands behind this directory in the PATH.
        String script = """
                #!/bin/sh
                PATH=${PATH#*:}
                case " $* " in
                *' %s '*)
                (
                cd '%s'
                for file in child strayed stubborn; do : >> $file; done
                touch reached
                %s
                ) || exit 1 ;;
                esac
                exec %s "$@"
                """.formatted(argument, state, behaviour, program);
        add(program, script);
        Gate gate = new Gate(state);
        gates.add(gate);
        return gate;
    }

    /** A program of a test's own. */
    void add(String program, String script) {
        try {
            Path draft = Files.writeString(directory.resolve("." + program), script);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, directory.resolve(program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens every gate and takes the programs away. */
    void clear() {
        gates.forEach(Gate::open);
        gates.forEach(gate -> gate.survivors().forEach(ProcessHandle::destroyForcibly));
        try (var programs = Files.list(directory)) {
            for (Path program : programs.filter(Files::isRegularFile).toList()) {
                Files.delete(program);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A held call. */
    record Gate(Path state) {
        void awaitReached() {
            Poll.until(LIMIT, this::isReached, () -> "nothing came to the gate " + state);
        }

        /** Forgets what came before. */
        void reachAnew() {
            try {
                Files.deleteIfExists(state.resolve("reached"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isReached() {
            return Files.exists(state.resolve("reached"));
        }

        void open() {
            try {
                Files.writeString(state.resolve("open"), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Processes that a held call started and that still live; their command lines name the gate. */
        List<ProcessHandle> survivors() {
            return ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains(state + "/"))
                    .toList();
        }
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
