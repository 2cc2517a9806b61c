package io.backout.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.ExecuteWatchdog;

/** Ends a command's whole process tree at its time limit, or as soon as its scope is cancelled. */
final class TreeWatchdog extends ExecuteWatchdog {
    private static final long LOOK_MILLIS = 100;
    private static final int ASK_EVERY_LOOKS = 5;

    private final Duration limit;
    private final CommandScope scope;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch treeEnded = new CountDownLatch(1);
    private boolean timedOut;
    private boolean cancelled;
    private volatile long leader;

    @SuppressWarnings("deprecation") // the builder cannot build a subclass
    TreeWatchdog(Duration limit, CommandScope scope) {
        super(INFINITE_TIMEOUT);
        this.limit = limit;
        this.scope = scope;
    }

    synchronized boolean timedOut() {
        return timedOut;
    }

    synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void start(Process process) {
        super.start(process);
        // The command was started by setsid, so its process id is its session's id.
        leader = process.pid();
        Thread thread = new Thread(this::watch, "watch-" + leader);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The process has ended. Returns once nothing of an ended tree is left: whoever hears that a command was ended may
     * start the next one. The watcher is told, not interrupted: it may be asking a database, and H2 closes its file when
     * its reader is interrupted.
     */
    @Override
    public void stop() {
        if (finish()) {
            await(treeEnded, Long.MAX_VALUE);
        }
        super.stop();
    }

    private void watch() {
        long deadline = System.nanoTime() + limit.toNanos();
        for (int look = 1; !await(stopped, LOOK_MILLIS); look++) {
            boolean late = System.nanoTime() > deadline;
            boolean unwanted = !late && look % ASK_EVERY_LOOKS == 0 && isCancelled();
            if ((late || unwanted) && begin(late)) {
                endTree();
                treeEnded.countDown();
                return;
            }
        }
    }

    /** False when the command has ended meanwhile: its marker may already be that of the next one. */
    private synchronized boolean begin(boolean late) {
        boolean running = stopped.getCount() > 0;
        timedOut = running && late;
        cancelled = running && !late;
        return running;
    }

    private synchronized boolean finish() {
        stopped.countDown();
        return timedOut || cancelled;
    }

    /** A question that fails must not take the time limit with it. */
    private boolean isCancelled() {
        try {
            return scope.cancelled().getAsBoolean();
        } catch (RuntimeException unanswered) {
            return false;
        }
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void endTree() {
        ProcessTree.end(this::tree);
    }

    private List<ProcessHandle> tree() {
        List<ProcessHandle> tree = new ArrayList<>(ProcessTree.session(leader));
        tree.addAll(ProcessTree.marked(scope.marker()));
        return tree;
    }
}
