package io.backout.backup;

import java.io.InputStream;
import java.util.function.Consumer;

/** What all loaders of a restore share. */
record LoadWork(PlainDump plain, LoadSession session, BulkFill bulk, Pauses pauses) {
    /**
     * A chunk's bytes, and a moment to pause before each range.
     *
     * @param sent told of each range that is opened
     */
    InputStream open(Chunk chunk, RestoreMeter meter, Consumer<InsertRange> sent) {
        return ChunkStream.of(chunk, range -> {
            pauses.await();
            meter.now("loading table '%s'".formatted(chunk.table().name()));
            meter.sent(range);
            sent.accept(range);
            return plain.open(range);
        });
    }
}
