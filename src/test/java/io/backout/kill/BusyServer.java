package io.backout.kill;

import io.backout.sample.SampleDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** More statements run in the server than a restore accepts beside itself, so that it pauses. */
public final class BusyServer implements AutoCloseable {
    private static final String SLEEP = "DO SLEEP(600)";

    private final SampleDatabase database;

    public BusyServer(SampleDatabase database, int statements) {
        this.database = database;
        for (int i = 0; i < statements; i++) {
            new Thread(this::sleep).start();
        }
    }

    private void sleep() {
        try (Connection connection = HeldTable.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(SLEEP);
        } catch (SQLException killed) {
            // As it should.
        }
    }

    @Override
    public void close() {
        database.query("SELECT id FROM information_schema.processlist WHERE info = '%s'".formatted(SLEEP))
                .forEach(row -> database.execute("KILL " + row.get("id")));
    }
}
