package io.backout.kill;

import io.backout.demo.Poll;
import io.backout.sample.SampleDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A table that a transaction of somebody else reads, so that a statement that changes it waits in the server. */
public final class HeldTable implements AutoCloseable {
    private static final String WAITING =
            "SELECT id FROM information_schema.processlist WHERE state LIKE 'Waiting for table metadata lock%'";

    private final SampleDatabase database;
    private final Connection connection;

    private HeldTable(SampleDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    public static HeldTable hold(SampleDatabase database, String table) {
        try {
            Connection connection = connect(database);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT * FROM `%s`".formatted(table)).close();
            }
            return new HeldTable(database, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(SampleDatabase database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(database.host(), database.port(), database.name()),
                database.dbaUser(),
                database.dbaPassword());
    }

    public void awaitWaiting() {
        Poll.until(Duration.ofSeconds(60), this::isWaitedFor, () -> "no statement waits for the table");
    }

    boolean isWaitedFor() {
        return !waiting().isEmpty();
    }

    /** The waiting statement ends without effect, as where its server ends, too. */
    public void endWaiting() {
        waiting().forEach(row -> database.execute("KILL " + row.get("id")));
        Poll.until(Duration.ofSeconds(20), () -> waiting().isEmpty(), () -> "the statement does not end");
    }

    @Override
    public void close() {
        try {
            // One that the server has dropped holds nothing any more.
            if (connection.isValid(5)) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Map<String, Object>> waiting() {
        return database.query(WAITING);
    }
}
