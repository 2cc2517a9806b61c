package io.backout.backup;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * That the server follows another one, and applies its changes.
 *
 * @param source host and port of the other one
 * @param secondsBehind 0 as well where it applies nothing now
 * @param ignored patterns of tables whose changes it does not apply
 */
record Replication(String source, long secondsBehind, List<String> ignored) {
    /** What every account sees that may see other connections; Daemon: InnoDB's own. */
    private static final String APPLIERS =
            "select count(*) from information_schema.processlist where user = 'system user' and command <> 'Daemon'";

    private static final int SYNTAX_ERROR = 1064;

    /** Runs one question. */
    @FunctionalInterface
    interface Query {
        ResultSet run(String sql) throws SQLException;
    }

    /**
     * Empty where the server follows none.
     *
     * @throws SQLException also where it follows one and the account may not see how
     */
    static List<Replication> of(Query query) throws SQLException {
        if (Sql.strings(query.run(APPLIERS)).contains("0")) {
            return List.of();
        }
        ServerVersion server =
                new ServerVersion(Sql.strings(query.run("select version()")).get(0));
        List<Replication> sources = new ArrayList<>();
        try (ResultSet row = status(server, query)) {
            while (row.next()) {
                sources.add(of(named(row)));
            }
        }
        return sources;
    }

    /**
     * Its changes cannot write to the database, whatever they are. Filters by database, such as replicate-ignore-db, go by the one
     * that was in use on the other server, and let a statement through that names this one.
     */
    boolean leavesAlone(String database) {
        return ignored.stream().anyMatch(pattern -> pattern.replace("\\", "").equals(database + ".%"));
    }

    private static ResultSet status(ServerVersion server, Query query) throws SQLException {
        try {
            return query.run(server.isMariaDb() ? "show all replicas status" : "show replica status");
        } catch (SQLException e) {
            if (e.getErrorCode() != SYNTAX_ERROR) {
                throw e;
            }
            return query.run("show slave status");
        }
    }

    private static Replication of(Map<String, String> status) {
        String behind = status.getOrDefault("seconds_behind_source", "");
        return new Replication(
                status.get("source_host") + ":" + status.get("source_port"),
                behind.isEmpty() ? 0 : Long.parseLong(behind),
                List.of(status.getOrDefault("replicate_wild_ignore_table", "").split(",")));
    }

    /** Columns by their present names; MariaDB, and MySQL before 8.0.22, have older ones, and the latter another statement. */
    private static Map<String, String> named(ResultSet row) throws SQLException {
        Map<String, String> values = new HashMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String value = row.getString(column);
            values.put(
                    columns.getColumnLabel(column).toLowerCase(Locale.ROOT).replace("master", "source"),
                    value == null ? "" : value);
        }
        return values;
    }
}
