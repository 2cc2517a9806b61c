package io.backout.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds and ends the processes of a command, read from /proc by session id and by marker. */
public final class ProcessTree {
    /** Name of the environment variable that carries {@link CommandScope#marker()}. */
    static final String MARKER = "BACKOUT_STEP";

    private static final Path PROC = Path.of("/proc");
    private static final Duration GRACE = Duration.ofSeconds(2);

    private ProcessTree() {}

    /** Living processes that a command of this marker started, whichever Backout started it. */
    public static List<ProcessHandle> marked(String marker) {
        byte[] wanted = (MARKER + "=" + marker + "\0").getBytes(StandardCharsets.UTF_8);
        return find(process -> contains(read(process.resolve("environ")), wanted));
    }

    /** Living processes of a program whose working directory is the given one or below it. */
    public static List<ProcessHandle> programsIn(Path directory, String program) {
        return find(process -> {
            try {
                return new String(read(process.resolve("comm")), StandardCharsets.UTF_8)
                                .strip()
                                .equals(program)
                        && process.resolve("cwd").toRealPath().startsWith(directory.toRealPath());
            } catch (IOException gone) {
                return false;
            }
        });
    }

    static List<ProcessHandle> session(long leader) {
        return find(process -> leader == sessionOf(process));
    }

    /** Asks the processes to end, and kills those that have not ended after two seconds. */
    public static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            Pause.millis(50);
        }
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> find(Predicate<Path> wanted) {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(wanted)
                    .flatMap(path ->
                            ProcessHandle.of(Long.parseLong(path.getFileName().toString())).stream())
                    .filter(ProcessHandle::isAlive)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("'/proc' could not be read; running commands cannot be found", e);
        }
    }

    private static long sessionOf(Path process) {
        String stat = new String(read(process.resolve("stat")), StandardCharsets.UTF_8);
        // The command name in parentheses may contain blanks; after it come state, ppid, pgrp, session.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > 3 ? Long.parseLong(fields[3]) : -1;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            // Processes end while we look, and those of other users are not ours to read.
            return new byte[0];
        }
    }

    private static boolean contains(byte[] text, byte[] part) {
        outer:
        for (int i = 0; i + part.length <= text.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (text[i + j] != part[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
