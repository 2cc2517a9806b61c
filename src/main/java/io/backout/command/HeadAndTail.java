package io.backout.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first and the last bytes of a stream and says about how many are missing between them. */
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
        if (missing == 0) {
            return head.toString(StandardCharsets.UTF_8) + new String(last, StandardCharsets.UTF_8);
        }
        // Half a secret is not recognised as one, so no line is shown in part.
        String first = wholeLines(head.toString(StandardCharsets.UTF_8));
        String rest = new String(last, StandardCharsets.UTF_8);
        return "%s\n… %d bytes left out …\n%s".formatted(first, missing, rest.substring(rest.indexOf('\n') + 1));
    }

    /** All of it where it is one line. */
    private static String wholeLines(String text) {
        int end = text.lastIndexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
