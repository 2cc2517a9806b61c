package io.backout.kill;

import io.backout.sample.SampleDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The database server's own log of what took effect, in its order: a statement that failed or was killed is not in it. */
final class SqlLog {
    private static final String PROPERTY = "sample.mariadb.options";
    /** A statement is logged as its text, also where its rows are. */
    private static final String OPTIONS =
            "--log-bin=effects --binlog-format=MIXED --log-bin-trust-function-creators=1 --binlog-annotate-row-events=1";

    private final SampleDatabase database;

    SqlLog(SampleDatabase database) {
        this.database = database;
    }

    /** From now on servers keep such a log, also those that are started again; undone by {@link #off}. */
    static void on() {
        System.setProperty(PROPERTY, OPTIONS);
    }

    static void off() {
        System.clearProperty(PROPERTY);
    }

    /** What took effect until now. */
    List<String> effects() {
        List<String> effects = new ArrayList<>();
        for (Map<String, Object> file : database.query("SHOW BINARY LOGS")) {
            for (Map<String, Object> event :
                    database.query("SHOW BINLOG EVENTS IN '%s'".formatted(file.get("Log_name")))) {
                String kind = String.valueOf(event.get("Event_type"));
                if (kind.equals("Query") || kind.equals("Annotate_rows")) {
                    effects.add(String.valueOf(event.get("Info")));
                }
            }
        }
        return effects;
    }
}
