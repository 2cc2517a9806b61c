package io.backout.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip, and knows where it ended: Java's own says nothing about what it could not understand behind that. */
final class GzipMembers extends GZIPInputStream {
    private static final int TRAILER = 8;
    private static final int BUFFER = 256 << 10;

    private final Counted source;
    private long filledTo;

    private GzipMembers(Counted source) throws IOException {
        super(source, BUFFER);
        this.source = source;
        this.filledTo = source.count;
    }

    static GzipMembers of(InputStream packed) throws IOException {
        return new GzipMembers(new Counted(packed));
    }

    /** How many packed bytes belong to it, once everything was read. */
    long packedBytes() {
        return filledTo - inf.getRemaining() + TRAILER;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filledTo = source.count;
    }

    /** Counts what was handed out. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
