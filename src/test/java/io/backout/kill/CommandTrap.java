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

/**
 * Programs of our own in front of those that Backout runs: they write every call to a log that is only appended to, and
 * hold one where a test says so. What really ran is read there, and not asked of Backout.
 */
final class CommandTrap {
    private static final List<String> PROGRAMS = List.of("pm2", "git", "npm", "node", "mariadb-dump", "mariadb");

    private final Path home;
    private final String behind;

    private CommandTrap(Path home, String behind) {
        this.home = home;
        this.behind = behind;
    }

    /**
     * One line of the log.
     *
     * @param event start, held, run, end or overlap
     * @param attempt id of the step's attempt in the ledger; empty outside steps
     * @param exit of the program; empty unless it ended
     */
    record Line(String event, long nanos, long pid, long session, String attempt, String exit, String command) {
        static Line of(String text) {
            String[] fields = text.split("\t", 7);
            return new Line(
                    fields[0],
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    fields[4],
                    fields[5],
                    fields[6]);
        }

        boolean is(String wanted) {
            return event.equals(wanted);
        }

        boolean ofAStep() {
            return !attempt.isEmpty();
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

    /** Whether the last command that a step began came to its end with success. */
    boolean lastCommandEnded() {
        List<Line> last = lines().stream()
                .filter(line -> line.ofAStep() && (line.is("run") || line.is("end")))
                .toList();
        return !last.isEmpty() && last.get(last.size() - 1).exit().equals("0");
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
        return lines().stream().filter(line -> line.is("overlap")).toList();
    }

    /** How often the real program was started with a command of this beginning, by steps. */
    long runs(String beginning) {
        return lines().stream()
                .filter(line ->
                        line.is("run") && line.ofAStep() && line.command().startsWith(beginning))
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
