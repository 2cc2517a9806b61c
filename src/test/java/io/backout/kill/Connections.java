package io.backout.kill;

import io.backout.sample.SampleDatabase;

/** The connections of one user to a database server. */
final class Connections {
    private static final String OF_A_USER =
            "SELECT id FROM information_schema.processlist WHERE user = '%s' AND id <> CONNECTION_ID()";

    private Connections() {}

    /** Ends them in the server, as a network that fails does. */
    static void drop(SampleDatabase database, String user) {
        int dropped = 0;
        for (var row : database.query(OF_A_USER.formatted(user))) {
            try {
                database.execute("KILL " + row.get("id"));
                dropped++;
            } catch (IllegalStateException gone) {
                // It ended by itself meanwhile.
            }
        }
        if (dropped == 0) {
            throw new IllegalStateException("no connection was open; nothing was proven");
        }
    }
}
