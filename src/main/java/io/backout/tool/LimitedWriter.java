package io.backout.tool;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Writes no more than so many characters: a disk that fills up would stop more than the snapshot. */
final class LimitedWriter extends FilterWriter {
    private final long limit;
    private long written;

    LimitedWriter(Writer out, long limit) {
        super(out);
        this.limit = limit;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        written += length;
        if (written > limit) {
            throw new ToolException(
                    "the snapshot grew beyond the configured limit of %,d bytes; nothing was changed".formatted(limit),
                    "raise 'snapshot-limit' where there is room, and retry; or stop, and choose level 3.");
        }
        super.write(text, offset, length);
    }

    @Override
    public void write(int character) throws IOException {
        write(new char[] {(char) character}, 0, 1);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
