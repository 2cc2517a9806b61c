package io.backout.process;

import io.backout.record.EngineDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets one server at a time start on a shared database: the engine creates its tables, and we our accounts, without
 * asking who else does so at this moment. The lock ends with its connection, also when the server is killed.
 */
@Component
class StartTurn implements DisposableBean {
    private static final int PATIENCE_SECONDS = 300;
    /** The server's locks have no schema, and 64 characters. */
    private static final String NAME = "concat('backout-start:', md5(database()))";

    private @Nullable Connection held;

    StartTurn(DataSource database, EngineDatabase kind) throws SQLException {
        if (!kind.shared()) {
            return;
        }
        Connection connection = database.getConnection();
        if (ask(connection, "select get_lock(%s, %d)".formatted(NAME, PATIENCE_SECONDS)) != 1) {
            connection.close();
            throw new IllegalStateException(
                    "another Backout server has been starting on '%s' for more than %d s; this one was not started\nHINT: look at its log."
                            .formatted(kind.location(), PATIENCE_SECONDS));
        }
        held = connection;
    }

    @EventListener(ApplicationReadyEvent.class)
    void end() throws SQLException {
        Connection connection = held;
        held = null;
        if (connection != null) {
            try (connection) {
                ask(connection, "select release_lock(" + NAME + ")");
            }
        }
    }

    private static int ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet answer = statement.executeQuery()) {
            answer.next();
            return answer.getInt(1);
        }
    }

    /** A start that failed must not keep the others waiting. */
    @Override
    public void destroy() throws SQLException {
        end();
    }
}
