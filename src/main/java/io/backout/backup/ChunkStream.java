package io.backout.backup;

import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Iterator;

/** A chunk's bytes, one range after the other, and a moment to pause before each. */
final class ChunkStream {
    private ChunkStream() {}

    /** What opens a range. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InsertRange range) throws SQLException, IOException;
    }

    static InputStream of(Chunk chunk, Opener opener) {
        Iterator<InsertRange> ranges = chunk.ranges().iterator();
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return ranges.hasNext();
            }

            @Override
            public InputStream nextElement() {
                try {
                    return opener.open(ranges.next());
                } catch (IOException e) {
                    throw new UncheckedIOException("the backup could not be read: " + e.getMessage(), e);
                } catch (SQLException e) {
                    throw new ToolException(
                            "the server did not say whether the restore may go on: %s; the live database was not touched"
                                    .formatted(e.getMessage()),
                            "restore again to go on from the tables that are whole.");
                }
            }
        });
    }
}
