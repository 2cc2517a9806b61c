package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.ToolException;
import java.sql.SQLException;

/** What makes a table whole whose rows are in. */
record Completion(LoadStatement statement, BulkFill bulk, Marker marker, RestoreMeter meter) {
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
