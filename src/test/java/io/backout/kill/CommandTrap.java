package io.backout.kill;

import io.backout.demo.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Programs of our own in front of pm2, git, npm and the dump's client: they log every call, and hold one where the test says so. */
final class CommandTrap {
    private static final List<String> PROGRAMS = List.of("pm2", "git", "npm", "mariadb-dump");

    private final Path home;
    private final String behind;

    private CommandTrap(Path home, String behind) {
        this.home = home;
        this.behind = behind;
    }

    /** One line of the log. @param attempt id of the step's attempt in the ledger; empty outside steps */
    record Line(String event, long nanos, long pid, String attempt, String command) {
        static Line of(String text) {
            String[] fields = text.split("\t", 5);
            return new Line(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]), fields[3], fields[4]);
        }
    }

    /** @param path where the real programs are found */
    static CommandTrap set(Path home, String path) {
        CommandTrap trap = new CommandTrap(home, path);
        try (InputStream script =
                Objects.requireNonNull(CommandTrap.class.getResourceAsStream("/command-trap.sh"), "command-trap.sh")) {
            byte[] text = script.readAllBytes();
            for (String directory : List.of("bin", "real", "locks")) {
                Files.createDirectories(home.resolve(directory));
            }
            for (String program : PROGRAMS) {
                Files.writeString(home.resolve("real").resolve(program), find(program, path));
                Path fake = Files.write(home.resolve("bin").resolve(program), text);
                fake.toFile().setExecutable(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trap;
    }

    /** What the target's environment needs as PATH. */
    String path() {
        return home.resolve("bin") + ":" + behind;
    }

    /** Holds the next call of a step that matches, before the real program runs. */
    void holdBefore(String pattern) {
        write("hold-before", pattern);
    }

    /** Holds the next call of a step that matches, when the real program has ended and nobody knows it yet. */
    void holdAfter(String pattern) {
        write("hold-after", pattern);
    }

    /** The call that is held, which is also the leader of its session. */
    Optional<ProcessHandle> held() {
        return lines().stream()
                .filter(line -> line.event().equals("held") && Files.exists(home.resolve("held-" + line.pid())))
                .flatMap(line -> ProcessHandle.of(line.pid()).stream())
                .filter(CommandTrap::lives)
                .findFirst();
    }

    /** A process whose parent is gone may stay as a zombie: it has ended, and has no command line. */
    private static boolean lives(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .isEmpty();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Lets the held call go on to its end. */
    void letGo() {
        ProcessHandle call = held().orElseThrow();
        try {
            Files.delete(home.resolve("held-" + call.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Poll.until(Duration.ofSeconds(20), () -> !lives(call), () -> "the held command does not end");
    }

    List<Line> lines() {
        try {
            Path log = home.resolve("log");
            return Files.exists(log)
                    ? Files.readAllLines(log).stream().map(Line::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls that began while the same command, or another one that changes the target, had not ended. */
    List<Line> overlaps() {
        return lines().stream().filter(line -> line.event().equals("overlap")).toList();
    }

    /** How often the real program was started with a command of this beginning, by steps. */
    long runs(String beginning) {
        return lines().stream()
                .filter(line -> line.event().equals("run") && !line.attempt().isEmpty())
                .filter(line -> line.command().startsWith(beginning))
                .count();
    }

    private void write(String file, String text) {
        try {
            Files.writeString(home.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String find(String program, String path) {
        return Arrays.stream(path.split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no '" + program + "' in " + path))
                .toString();
    }
}
