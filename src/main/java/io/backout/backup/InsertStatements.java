package io.backout.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Takes a chunk apart into its INSERT statements, byte by byte as they stand there. */
final class InsertStatements implements StatementSink {
    private static final int PIECE = 256 << 10;

    /** Clients gather rows up to this; only one row of its own can make a longer statement, and each copy of it is memory. */
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final StatementScanner scanner = new StatementScanner(this);
    private final ByteArrayOutputStream open = new ByteArrayOutputStream(1 << 20);
    private final Deque<Long> ends = new ArrayDeque<>();
    private final Deque<byte[]> whole = new ArrayDeque<>();
    private final byte[] piece = new byte[PIECE];
    private long offset;

    InsertStatements(InputStream in) {
        this.in = in;
    }

    /** @return the next one without its semicolon; empty at the end, and before one that is too long */
    byte[] next() throws IOException {
        while (whole.isEmpty()) {
            if (isTooLong()) {
                return new byte[0];
            }
            int length = in.read(piece);
            if (length < 0) {
                return new byte[0];
            }
            scanner.feed(piece, length);
            int from = 0;
            while (!ends.isEmpty()) {
                int to = (int) (ends.removeFirst() - offset);
                open.write(piece, from, to - from);
                whole.add(withoutSemicolon(open.toByteArray()));
                open.reset();
                from = to;
            }
            open.write(piece, from, length - from);
            offset += length;
        }
        return whole.removeFirst();
    }

    /** Whether what comes next is more than should be held in memory. */
    boolean isTooLong() {
        return whole.isEmpty() && open.size() > LONGEST;
    }

    private static byte[] withoutSemicolon(byte[] statement) {
        return Arrays.copyOf(statement, statement.length - 1);
    }

    @Override
    public void statement(StatementText text, RowScanner rows, long begin, long end) {
        ends.add(end);
    }

    @Override
    public void comment(String line, long end) {}

    @Override
    public void wrong(long at, String what) {}
}
