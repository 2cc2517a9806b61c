package io.backout.backup;

import java.sql.SQLException;

/** What an error of the server means for a cut-over. */
final class Failures {
    private static final int LOCK_WAIT = 1205;
    private static final int DEADLOCK = 1213;

    private static final int NO_TABLE = 1146;
    private static final int NO_SCHEMA = 1049;

    private Failures() {}

    static boolean isLockWait(SQLException e) {
        return e.getErrorCode() == LOCK_WAIT || e.getErrorCode() == DEADLOCK;
    }

    /** What the statement reads is not there. */
    static boolean isMissing(SQLException e) {
        return e.getErrorCode() == NO_TABLE || e.getErrorCode() == NO_SCHEMA;
    }

    /** Whether the last statement took effect, nobody knows. */
    static boolean isConnectionLost(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }
}
