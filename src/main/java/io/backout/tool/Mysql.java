package io.backout.tool;

import io.backout.record.Sha256;
import io.backout.target.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The target's database; every method opens one connection and closes it. */
public class Mysql {
    /** The server takes 64 characters. */
    private static final int LONGEST_LOCK = 56;

    private static final int MYSQL_8 = 8;

    private static final int TABLESPACE_MISSING = 1812;

    private final Target target;
    private final DatabaseUrl url;

    public Mysql(Target target, DatabaseUrl url) {
        this.target = target;
        this.url = url;
    }

    /** One statement's work on an open connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    /** Prisma's history, oldest first; empty when there is none. */
    public List<MigrationRow> migrations() {
        return asApplication(MigrationRows::read);
    }

    /** The live schema, without Prisma's own table, as far as the application may see it. */
    public Schema schema() {
        return asApplication(statement -> SchemaReader.read(statement, url.database()));
    }

    /** The live schema with its triggers and routines, to be compared with one that the administrator built. */
    public Schema wholeSchema() {
        return asAdministrator(statement -> SchemaReader.read(statement, url.database()));
    }

    /** First column of the first row; the statement is the target's own configuration. */
    public String value(String query, Duration limit) {
        return asApplication(statement -> {
            statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
            try (ResultSet result = statement.executeQuery(query)) {
                return result.next() ? String.valueOf(result.getString(1)) : "";
            }
        });
    }

    /** What a question of the form 'select count(*) ...' finds. */
    public long count(String question) {
        return Long.parseLong(value(question, target.properties().timeLimits().command()));
    }

    /** The same of what the application may not see. */
    public long countAsAdministrator(String question) {
        return asAdministrator(statement -> {
            statement.execute("use " + SchemaObject.quoted(url.database()));
            try (ResultSet row = statement.executeQuery(question)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Server and tables, as the account sees them that takes backups. */
    public DatabaseFacts facts() {
        return DatabaseFacts.of(this, target.properties().databaseAdministrator() != null);
    }

    /** What the administrator lacks to change the live schema. */
    public List<String> missingPrivileges() {
        return asAdministrator(statement -> Privileges.missing(statement, url.database()));
    }

    public <T> T asApplication(Work<T> work) {
        return with(url.database(), login(url.user(), url.password()), work);
    }

    /** @throws ToolException when no administrator is configured or its password cannot be read */
    public <T> T asAdministrator(Work<T> work) {
        return asAdministrator(target.properties().timeLimits().command(), work);
    }

    /**
     * As administrator, with time for a long statement, and alone: a statement goes on in the server when Backout dies,
     * and whoever comes next waits here until it has ended.
     */
    public <T> T alone(Work<T> work) {
        Duration limit = target.properties().timeLimits().migration();
        return asAdministrator(limit, statement -> {
            String lock = "backout:"
                    + (target.id().length() <= LONGEST_LOCK
                            ? target.id()
                            : Sha256.of(target.id()).substring(0, LONGEST_LOCK));
            // The connection ends with the work, and the lock with it.
            try (ResultSet taken = statement.executeQuery(
                    "select get_lock('%s', %d)".formatted(lock, Math.max(1, limit.toSeconds() - 1)))) {
                if (!taken.next() || taken.getInt(1) != 1) {
                    throw new ToolException(
                            "an earlier statement of Backout still runs in the database; nothing was run beside it",
                            "look at it with 'SHOW PROCESSLIST'; when it has ended, retry.");
                }
            }
            return work.with(statement);
        });
    }

    /**
     * As administrator in a database beside the live one, through a connection for {@link LoadStatement}.
     *
     * @param limit of one statement, which may load or index a whole table
     */
    public <T> T asLoader(String database, Duration limit, Work<T> work) {
        return asAdministrator(database, limit, LoadStatement.CONNECTION, work);
    }

    /** The same with another time limit of one statement. */
    public <T> T asAdministrator(Duration limit, Work<T> work) {
        return asAdministrator("", limit, Map.of(), work);
    }

    private <T> T asAdministrator(String database, Duration limit, Map<String, String> settings, Work<T> work) {
        DatabaseLogin administrator = DatabaseLogin.ofAdministrator(target);
        Properties login = login(administrator.user(), administrator.password());
        login.put("socketTimeout", String.valueOf(limit.toMillis()));
        login.putAll(settings);
        return with(database, login, work);
    }

    public String database() {
        return url.database();
    }

    /** Server and database. */
    String location() {
        return url.location();
    }

    private <T> T with(String database, Properties login, Work<T> work) {
        try (Connection connection = connect(jdbcUrl(database), login);
                Statement statement = connection.createStatement()) {
            askForPresentNumbers(connection, statement);
            return work.with(statement);
        } catch (SQLException e) {
            throw new ToolException(
                    "database '%s' of target '%s' gave an error: %s".formatted(url.location(), target.id(), reason(e)),
                    e.getErrorCode() == TABLESPACE_MISSING
                            ? "restart the database server once more: after a crash MySQL looks for the files of its tables before it moves them back."
                            : "check that the database server runs and that the account in the environment file may use it.");
        }
    }

    /** Of a table's rows, its size and its next AUTO_INCREMENT; MySQL 8 tells those of yesterday otherwise. */
    private static void askForPresentNumbers(Connection connection, Statement statement) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        if (server.getDatabaseMajorVersion() >= MYSQL_8
                && !server.getDatabaseProductVersion().contains("MariaDB")) {
            statement.execute("set session information_schema_stats_expiry = 0");
        }
    }

    private Connection connect(String jdbcUrl, Properties login) throws SQLException {
        try {
            return DriverManager.getConnection(jdbcUrl, login);
        } catch (SQLException e) {
            // A server or an account may insist on encryption all the same; one that is down says so without a code.
            if (!isLoopback() || e.getErrorCode() == 0) {
                throw e;
            }
            login.put("sslMode", "PREFERRED");
            return DriverManager.getConnection(jdbcUrl, login);
        }
    }

    private static String reason(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getErrorCode() == 0 ? message : message + " (" + e.getErrorCode() + ")";
    }

    private String jdbcUrl(String database) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        // The driver decodes the name again.
        String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:mysql://%s:%d/%s".formatted(host, url.port(), encoded);
    }

    private Properties login(String user, String password) {
        String limit = String.valueOf(target.properties().timeLimits().health().toMillis());
        Properties properties = new Properties();
        properties.put("user", user);
        properties.put("password", password);
        properties.put("connectTimeout", limit);
        // A frozen server accepts connections and never answers.
        properties.put(
                "socketTimeout",
                String.valueOf(target.properties().timeLimits().command().toMillis()));
        properties.put("allowPublicKeyRetrieval", "true");
        properties.put("allowMultiQueries", "true");
        properties.put("connectionTimeZone", "UTC");
        // What does not leave the machine need not be encrypted, and the handshake is most of a short question.
        properties.put("sslMode", isLoopback() ? "DISABLED" : "PREFERRED");
        return properties;
    }

    private boolean isLoopback() {
        return url.host().equals("localhost")
                || url.host().startsWith("127.")
                || url.host().equals("::1");
    }
}
