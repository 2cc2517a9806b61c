package io.backout.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a command writes until it has ended. A daemon that it leaves behind may hold the pipes open for ever: then
 * what the command itself wrote is complete as soon as nothing more comes.
 */
final class Pumps implements ExecuteStreamHandler {
    private static final long QUIET_MILLIS = 300;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final List<OutputStream> stdout;
    private final OutputStream stderr;
    private final boolean whole;
    private @Nullable Feed feed;
    private volatile @Nullable IOException unwritten;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong pumped = new AtomicLong();

    Pumps(OutputStream stdout, OutputStream both) {
        this(List.of(stdout, both), both, false);
    }

    private Pumps(List<OutputStream> stdout, OutputStream stderr, boolean whole) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.whole = whole;
    }

    /** For programs that leave no daemon behind: standard output is read to its end, however slow the stream is. */
    static Pumps into(OutputStream stdout, OutputStream stderr) {
        return new Pumps(List.of(stdout), stderr, true);
    }

    /** Without it the program reads an end at once: nobody answers its questions. */
    Pumps fedBy(Feed wanted) {
        feed = wanted;
        return this;
    }

    @Override
    public void setProcessInputStream(OutputStream stdin) throws IOException {
        if (feed == null) {
            stdin.close();
        } else {
            feed.into(stdin);
        }
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        threads.add(pump(stream, stdout));
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        threads.add(pump(stream, List.of(stderr)));
    }

    @Override
    public void start() {
        threads.forEach(Thread::start);
    }

    @Override
    public void stop() {
        if (feed != null) {
            feed.stop();
        }
        long deadline = whole ? Long.MAX_VALUE : System.nanoTime() + LONGEST.toNanos();
        for (Thread thread : threads) {
            long before;
            do {
                before = pumped.get();
                join(thread);
            } while (thread.isAlive() && (whole || pumped.get() > before) && System.nanoTime() < deadline);
        }
    }

    private Thread pump(InputStream from, List<OutputStream> to) {
        Thread thread = new Thread(() -> copy(from, to), "command-output");
        thread.setDaemon(true);
        return thread;
    }

    private void copy(InputStream from, List<OutputStream> to) {
        byte[] buffer = new byte[8192];
        try {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                if (!write(buffer, length, to)) {
                    // The program ends when nobody reads on.
                    from.close();
                    return;
                }
                pumped.addAndGet(length);
            }
        } catch (IOException closed) {
            // The command has ended, and its streams are closed under a daemon that still holds them.
        }
    }

    private boolean write(byte[] buffer, int length, List<OutputStream> to) {
        try {
            for (OutputStream stream : to) {
                stream.write(buffer, 0, length);
            }
            return true;
        } catch (IOException e) {
            unwritten = e;
            return false;
        }
    }

    /** @throws UncheckedIOException when the stream did not take everything */
    void requireWritten() {
        IOException failure = unwritten;
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(QUIET_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
