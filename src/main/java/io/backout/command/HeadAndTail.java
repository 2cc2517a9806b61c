package io.backout.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first and the last bytes of a stream and says how many are missing between them. */
final class HeadAndTail extends OutputStream {
    private final int half;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] tail;
    private long tailBytes;

    HeadAndTail(int limit) {
        this.half = limit / 2;
        this.tail = new byte[half];
    }

    @Override
    public synchronized void write(int b) {
        if (head.size() < half) {
            head.write(b);
        } else {
            tail[(int) (tailBytes++ % half)] = (byte) b;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized String toString() {
        long missing = Math.max(0, tailBytes - half);
        byte[] last = new byte[(int) Math.min(tailBytes, half)];
        for (int i = 0; i < last.length; i++) {
            last[i] = tail[(int) ((missing + i) % half)];
        }
        return head.toString(StandardCharsets.UTF_8)
                + (missing == 0 ? "" : "\n… %d bytes left out …\n".formatted(missing))
                + new String(last, StandardCharsets.UTF_8);
    }
}
