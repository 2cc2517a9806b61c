package io.backout.process;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a server says of itself in the shared database. @param seenAt milliseconds since the epoch */
record NodeRow(String name, long seenAt, String directory) {
    static NodeRow read(ResultSet row, int number) throws SQLException {
        return new NodeRow(row.getString("name"), row.getLong("seen_at"), row.getString("data_directory"));
    }
}
