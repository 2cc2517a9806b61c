package io.backout.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a program's standard input as fast as the program reads it, and closes it at the end. */
final class Feed {
    private final InputStream from;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Exception unread;
    private volatile boolean stopped;

    Feed(InputStream from) {
        this.from = from;
    }

    void into(OutputStream stdin) {
        Thread started = new Thread(() -> copy(stdin), "command-input");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** A program that ended early has no use for the rest. */
    void stop() {
        Thread started = thread;
        if (started == null) {
            return;
        }
        stopped = true;
        started.interrupt();
        try {
            started.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(OutputStream stdin) {
        byte[] buffer = new byte[64 << 10];
        try (stdin) {
            for (int length = read(buffer); length >= 0 && !stopped; length = read(buffer)) {
                stdin.write(buffer, 0, length);
            }
        } catch (IOException ended) {
            // The program reads no more; its exit code says why.
        }
    }

    /** What is wrong with the source is the caller's; to the program it looks like an end. */
    private int read(byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (IOException | RuntimeException e) {
            unread = stopped ? null : e;
            return -1;
        }
    }

    /** @throws IllegalStateException when the source did not give everything; its cause says why */
    void requireRead() {
        Exception failure = unread;
        if (failure instanceof RuntimeException own) {
            throw own;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
