package io.backout.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes of a stream and says whether there were more. */
final class Head extends OutputStream {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    Head(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized void write(int b) {
        if (kept.size() < limit) {
            kept.write(b);
        } else {
            cut = true;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int fits = Math.min(length, limit - kept.size());
        kept.write(bytes, offset, fits);
        cut = cut || fits < length;
    }

    synchronized boolean cut() {
        return cut;
    }

    @Override
    public synchronized String toString() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
