package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** Loads chunks, one after the other, and completes each table whose last one it was. */
record Loader(LoadStatement statement, ChunkLoading chunks, BulkFill bulk, Marker marker, RestoreMeter meter) {
    void load(LoadQueue queue) throws SQLException, IOException, InterruptedException {
        for (Optional<Chunk> next = queue.take(); next.isPresent(); next = queue.take()) {
            chunks.load(next.get());
            if (queue.loaded(next.get())) {
                complete(next.get().table());
            }
        }
    }

    /** The mark is the last thing: whoever finds it finds a whole table. */
    void complete(DumpTable table) throws SQLException {
        meter.now("indexing table '%s'".formatted(table.name()));
        for (String addition : bulk.complete(table)) {
            try {
                statement.execute(addition);
            } catch (SQLException e) {
                if (ChunkLoading.isConnectionLost(e)) {
                    throw e;
                }
                throw new ToolException(
                        "the indexes of table '%s' could not be made: %s (%d); the live database was not touched"
                                .formatted(table.name(), e.getMessage(), e.getErrorCode()),
                        "where it says duplicate, the backup's rows break a rule of the table: choose another backup.");
            }
        }
        marker.whole(statement, table);
    }
}
