package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/** Loads chunks, one after the other, and completes each table whose last one it was. */
final class Loader {
    private static final long PAUSE_MILLIS = 500;

    private final LoadStatement statement;
    private final ChunkLoading chunks;
    private final Marker marker;
    private final RestoreSettings settings;
    private final RestoreMeter meter;
    private final String schema;

    Loader(
            LoadStatement statement,
            ChunkLoading chunks,
            Marker marker,
            RestoreSettings settings,
            RestoreMeter meter,
            String schema) {
        this.statement = statement;
        this.chunks = chunks;
        this.marker = marker;
        this.settings = settings;
        this.meter = meter;
        this.schema = schema;
    }

    void load(LoadQueue queue) throws SQLException, IOException {
        while (true) {
            pause();
            Optional<Chunk> next = queue.take();
            if (next.isEmpty()) {
                return;
            }
            Chunk chunk = next.get();
            meter.now("loading table '%s'".formatted(chunk.table().name()));
            chunks.load(chunk);
            meter.loaded(chunk.range());
            if (queue.loaded(chunk)) {
                complete(chunk.table());
            }
        }
    }

    /** The mark is the last thing: whoever finds it finds a whole table. */
    void complete(DumpTable table) throws SQLException {
        meter.now("indexing table '%s'".formatted(table.name()));
        for (String addition : ShadowTable.of(table).addIndexes()) {
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

    private void pause() throws SQLException {
        while (true) {
            if (settings.aborted().getAsBoolean()) {
                throw new RestoreAbortedException(schema);
            }
            Optional<String> reason = settings.throttle().reasonToPause(statement);
            if (reason.isEmpty()) {
                return;
            }
            meter.now("pausing: " + reason.get());
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RestoreAbortedException(schema);
            }
        }
    }
}
