package io.backout.backup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts the rows of an INSERT: everything behind VALUES, up to and with the semicolon. Nearly all bytes of a dump pass
 * through here, so it looks only at those that mean something.
 */
final class RowScanner {
    private static final byte PLAIN = 0;
    private static final byte QUOTE = 1;
    private static final byte OPEN = 2;
    private static final byte CLOSE = 3;
    private static final byte LITERAL = 4;
    private static final byte WRONG = 5;
    private static final byte[] CLASSES = new byte[256];
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '\'';
    private static final long BACKSLASHES = ONES * '\\';

    static {
        Arrays.fill(CLASSES, WRONG);
        for (char plain : "0123456789NULnulABCDEFabcdefinrty.+-, \r\n".toCharArray()) {
            CLASSES[plain] = PLAIN;
        }
        // 0xFF, b'1', _binary '...': values that LOAD DATA would take for text.
        for (char literal : "xXbB_".toCharArray()) {
            CLASSES[literal] = LITERAL;
        }
        CLASSES['\''] = QUOTE;
        CLASSES['('] = OPEN;
        CLASSES[')'] = CLOSE;
    }

    private long rows;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean afterRow;
    private boolean ended;
    private boolean literals;
    private int wrongAt;

    void begin() {
        rows = 0;
        depth = 0;
        inString = false;
        escaped = false;
        afterRow = false;
        ended = false;
        literals = false;
    }

    /**
     * Goes on with the next bytes of the same INSERT.
     *
     * @return the index behind the last byte that was looked at: {@code to}, or behind the semicolon
     */
    int scan(byte[] bytes, int from, int to) {
        wrongAt = -1;
        int i = from;
        if (escaped && i < to) {
            escaped = false;
            i++;
        }
        while (i < to && !ended) {
            if (inString) {
                i = inString(bytes, i, to);
            } else if (depth == 0) {
                i = between(bytes, i, to);
            } else {
                i = inRow(bytes, i, to);
            }
        }
        return i;
    }

    /** A doubled quote ends a string and begins the next one at once. */
    private int inString(byte[] bytes, int from, int to) {
        int i = endOfPlainText(bytes, from, to);
        while (i < to && bytes[i] == '\\') {
            if (i + 1 == to) {
                escaped = true;
                return to;
            }
            i = endOfPlainText(bytes, i + 2, to);
        }
        if (i < to) {
            inString = false;
            return i + 1;
        }
        return to;
    }

    /** Eight bytes at a time: a zero byte of the difference is a quote or a backslash. */
    private static int endOfPlainText(byte[] bytes, int from, int to) {
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            long quotes = eight ^ QUOTES;
            long backslashes = eight ^ BACKSLASHES;
            long found = ((quotes - ONES & ~quotes) | (backslashes - ONES & ~backslashes)) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != '\'' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private int inRow(byte[] bytes, int from, int to) {
        int i = from;
        int kind = PLAIN;
        while (i < to && (kind = CLASSES[bytes[i] & 0xFF]) == PLAIN) {
            i++;
        }
        if (i == to) {
            return to;
        }
        switch (kind) {
            case QUOTE -> inString = true;
            case CLOSE -> {
                depth = 0;
                afterRow = true;
            }
            case LITERAL -> literals = true;
            default -> wrong(i, bytes[i]);
        }
        return i + 1;
    }

    private int between(byte[] bytes, int from, int to) {
        int i = from;
        for (; i < to && depth == 0 && !ended; i++) {
            switch (bytes[i]) {
                case '(' -> {
                    if (afterRow) wrong(i, bytes[i]);
                    depth = 1;
                    rows++;
                }
                case ',' -> {
                    if (!afterRow) wrong(i, bytes[i]);
                    afterRow = false;
                }
                case ';' -> {
                    if (!afterRow) wrong(i, bytes[i]);
                    ended = true;
                }
                case ' ', '\n', '\r' -> {}
                default -> wrong(i, bytes[i]);
            }
        }
        return i;
    }

    /** The statement cannot end inside a row: whatever follows the semicolon is looked at as a new one. */
    private void wrong(int index, byte found) {
        if (wrongAt < 0) {
            wrongAt = index;
        }
        ended = ended || found == ';';
    }

    boolean ended() {
        return ended;
    }

    long rows() {
        return rows;
    }

    /** Whether there were hexadecimal or binary literals. */
    boolean literals() {
        return literals;
    }

    /** Index of the first byte, of those scanned last, that no INSERT of a dump has there; -1 when there is none. */
    int wrongAt() {
        return wrongAt;
    }
}
