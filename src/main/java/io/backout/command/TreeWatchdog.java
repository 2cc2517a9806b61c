package io.backout.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.exec.ExecuteWatchdog;
import org.jspecify.annotations.Nullable;

/** Ends a command's whole process tree at its time limit, or as soon as its scope is cancelled. */
final class TreeWatchdog extends ExecuteWatchdog {
    private static final long LOOK_MILLIS = 100;
    private static final long ASK_EVERY_LOOKS = 5;

    private final Duration limit;
    private final CommandScope scope;
    private volatile boolean timedOut;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private @Nullable Thread watcher;

    @SuppressWarnings("deprecation") // the builder cannot build a subclass
    TreeWatchdog(Duration limit, CommandScope scope) {
        super(INFINITE_TIMEOUT);
        this.limit = limit;
        this.scope = scope;
    }

    boolean timedOut() {
        return timedOut;
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void start(Process process) {
        super.start(process);
        Thread thread = new Thread(() -> watch(process), "watch-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        watcher = thread;
    }

    @Override
    public synchronized void stop() {
        ended = true;
        if (watcher != null) {
            watcher.interrupt();
        }
        super.stop();
    }

    private void watch(Process process) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long look = 1; !ended && process.isAlive(); look++) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            boolean late = System.nanoTime() > deadline;
            boolean unwanted = look % ASK_EVERY_LOOKS == 0 && scope.cancelled().getAsBoolean();
            if (process.isAlive() && (late || unwanted)) {
                timedOut = late;
                cancelled = !late;
                ProcessTree.end(tree(process.pid()));
                return;
            }
        }
    }

    /** The command was started by setsid, so its process id is its session's id. */
    private List<ProcessHandle> tree(long pid) {
        List<ProcessHandle> tree = new ArrayList<>(ProcessTree.session(pid));
        if (!scope.marker().isEmpty()) {
            tree.addAll(ProcessTree.marked(scope.marker()));
        }
        return tree;
    }
}
