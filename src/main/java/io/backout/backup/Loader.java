package io.backout.backup;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** Loads chunks, one after the other, and completes each table whose last one it was. */
record Loader(ChunkLoading chunks, Completion completion) {
    void load(LoadQueue queue) throws SQLException, IOException, InterruptedException {
        for (Optional<Chunk> next = queue.take(); next.isPresent(); next = queue.take()) {
            Chunk chunk = next.get();
            Optional<String> wrong = chunks.load(chunk);
            if (wrong.isPresent()) {
                queue.giveUp(chunk, wrong.get());
            } else if (queue.loaded(chunk)) {
                completion.complete(chunk.table());
            }
        }
    }
}
