package io.backout.backup;

import java.sql.SQLException;

/** What an error of the server means for a cut-over. */
final class Failures {
    private static final int LOCK_WAIT = 1205;
    private static final int DEADLOCK = 1213;

    private Failures() {}

    static boolean isLockWait(SQLException e) {
        return e.getErrorCode() == LOCK_WAIT || e.getErrorCode() == DEADLOCK;
    }

    /** Whether the last statement took effect, nobody knows. */
    static boolean isConnectionLost(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }
}
