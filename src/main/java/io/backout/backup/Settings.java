package io.backout.backup;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The connection's own settings, which decide how the server reads and writes definitions. */
final class Settings {
    /** MySQL 8 refuses it, and dumps of MariaDB and older servers have it around their triggers. */
    private static final String GONE = "NO_AUTO_CREATE_USER";

    private Settings() {}

    /** @param lockWait in seconds; the default of both servers is days, in which every reader would wait, too */
    static void begin(Statement statement, long lockWait) throws SQLException {
        statement.execute("set names utf8mb4");
        statement.execute("set session lock_wait_timeout = %d, innodb_lock_wait_timeout = %1$d, foreign_key_checks = 0,"
                        .formatted(lockWait)
                + " sql_quote_show_create = 1, autocommit = 1");
        plain(statement);
    }

    static void plain(Statement statement) throws SQLException {
        statement.execute("set session sql_mode = '', time_zone = @@global.time_zone,"
                + " collation_connection = utf8mb4_general_ci");
    }

    static void of(Statement statement, StoredObject object) throws SQLException {
        setMode(statement, object.sqlMode());
        if (!object.collation().isEmpty()) {
            statement.execute("set session collation_connection = " + Sql.text(object.collation()));
        }
        if (!object.timeZone().isEmpty()) {
            statement.execute("set session time_zone = " + Sql.text(object.timeZone()));
        }
    }

    private static void setMode(Statement statement, String mode) throws SQLException {
        try {
            statement.execute("set session sql_mode = " + Sql.text(mode));
        } catch (SQLException e) {
            String others = Arrays.stream(mode.split(","))
                    .filter(word -> !word.equals(GONE))
                    .collect(Collectors.joining(","));
            if (others.equals(mode)) {
                throw e;
            }
            statement.execute("set session sql_mode = " + Sql.text(others));
        }
    }
}
