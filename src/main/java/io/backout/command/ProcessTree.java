package io.backout.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Finds and ends the processes of a command, by session id and by marker. */
public final class ProcessTree {
    /** Name of the environment variable that carries {@link CommandScope#marker()}. */
    static final String MARKER = "BACKOUT_STEP";

    private static final Duration GRACE = Duration.ofSeconds(2);
    /** A process that the kernel does not let go even when killed; nobody can wait for it. */
    private static final Duration HOPELESS = Duration.ofSeconds(10);

    private ProcessTree() {}

    /** Living processes that a command of this marker started, whichever Backout started it. */
    public static List<ProcessHandle> marked(String marker) {
        return Proc.find(process -> process.hasInEnvironment(MARKER, marker));
    }

    /** Living processes of a program whose working directory is the given one or below it. */
    public static List<ProcessHandle> programsIn(Path directory, String program) {
        return Proc.find(process -> {
            try {
                return process.program().equals(program) && process.directory().startsWith(directory.toRealPath());
            } catch (IOException gone) {
                return false;
            }
        });
    }

    static List<ProcessHandle> session(long leader) {
        return Proc.find(process -> process.session() == leader);
    }

    /**
     * Asks the processes to end, and kills those that have not ended after two seconds. Looks again until none is left,
     * because they may start others meanwhile.
     */
    public static void end(Supplier<List<ProcessHandle>> tree) {
        long begun = System.nanoTime();
        List<ProcessHandle> left = tree.get();
        left.forEach(ProcessHandle::destroy);
        while (!left.isEmpty() && System.nanoTime() - begun < HOPELESS.toNanos()) {
            Pause.millis(50);
            left = tree.get();
            if (System.nanoTime() - begun > GRACE.toNanos()) {
                left.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }
}
