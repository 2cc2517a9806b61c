package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What an attempt that died has left running in the server. A statement that was on its way would write into the table
 * that is made anew, so nothing begins before all of them are gone.
 */
record LeftOverLoaders(LoadStatement statement, String schema) {
    private static final String OTHERS = "select id from information_schema.processlist"
            + " where db = database() and id <> connection_id() and user = substring_index(user(), '@', 1)";
    private static final int NO_SUCH_THREAD = 1094;
    private static final long POLL_MILLIS = 100;

    /** @throws ToolException when a restore of this schema still runs */
    void end(Duration limit) throws SQLException {
        // Held until this connection ends, so whoever has it is alive.
        String taken = statement.value("select get_lock(%s, 10)".formatted(Sql.text(schema)));
        if (!taken.equals("1")) {
            throw new ToolException(
                    "another restore into '%s' still runs; nothing was loaded beside it".formatted(schema),
                    "wait for its end, or look at it with 'SHOW PROCESSLIST'; then retry.");
        }
        long until = System.nanoTime() + limit.toNanos();
        for (List<String> left = others(); !left.isEmpty(); left = others()) {
            for (String id : left) {
                kill(id);
            }
            if (System.nanoTime() > until) {
                throw new ToolException(
                        "statements of an earlier restore into '%s' do not end; nothing was loaded beside them"
                                .formatted(schema),
                        "look at them with 'SHOW PROCESSLIST'; when they have ended, retry.");
            }
            sleep();
        }
    }

    private List<String> others() throws SQLException {
        return Sql.strings(statement.query(OTHERS));
    }

    private void kill(String id) throws SQLException {
        try {
            statement.execute("kill " + id);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    private void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestoreAbortedException(schema);
        }
    }
}
