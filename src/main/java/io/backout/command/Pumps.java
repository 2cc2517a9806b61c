package io.backout.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.exec.ExecuteStreamHandler;

/**
 * Reads what a command writes until it has ended. A daemon that it leaves behind may hold the pipes open for ever: then
 * what the command itself wrote is complete as soon as nothing more comes.
 */
final class Pumps implements ExecuteStreamHandler {
    private static final long QUIET_MILLIS = 300;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final OutputStream stdout;
    private final OutputStream both;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong pumped = new AtomicLong();

    Pumps(OutputStream stdout, OutputStream both) {
        this.stdout = stdout;
        this.both = both;
    }

    /** Nobody answers a program's questions. */
    @Override
    public void setProcessInputStream(OutputStream stdin) throws IOException {
        stdin.close();
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        threads.add(pump(stream, List.of(stdout, both)));
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        threads.add(pump(stream, List.of(both)));
    }

    @Override
    public void start() {
        threads.forEach(Thread::start);
    }

    @Override
    public void stop() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (Thread thread : threads) {
            long before;
            do {
                before = pumped.get();
                join(thread);
            } while (thread.isAlive() && pumped.get() > before && System.nanoTime() < deadline);
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
                for (OutputStream stream : to) {
                    stream.write(buffer, 0, length);
                }
                pumped.addAndGet(length);
            }
        } catch (IOException closed) {
            // The command has ended, and its streams are closed under a daemon that still holds them.
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
