package io.backout.backup;

import io.backout.tool.LoadStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Holds all loaders up while the server has something better to do, also in the middle of a table. */
final class Pauses {
    private static final long MILLIS = 500;

    private final LoadStatement control;
    private final RestoreSettings settings;
    private final RestoreMeter meter;
    private final String schema;

    /** @param control of a connection that loads nothing itself */
    Pauses(LoadStatement control, RestoreSettings settings, RestoreMeter meter, String schema) {
        this.control = control;
        this.settings = settings;
        this.meter = meter;
        this.schema = schema;
    }

    /** @throws RestoreAbortedException when the settings say so */
    synchronized void await() throws SQLException {
        while (true) {
            if (settings.aborted().getAsBoolean()) {
                throw new RestoreAbortedException(schema);
            }
            Optional<String> reason = settings.throttle().reasonToPause(control);
            if (reason.isEmpty()) {
                return;
            }
            meter.now("pausing: " + reason.get());
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RestoreAbortedException(schema);
            }
        }
    }
}
