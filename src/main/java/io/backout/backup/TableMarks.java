package io.backout.backup;

import io.backout.tool.Mysql;
import io.backout.tool.SchemaObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells without reading them which tables nobody wrote to since they were counted: in the outage only the others are
 * counted again. Whatever is not certain counts as written to.
 *
 * @param started seconds since the epoch when the server was started: with a restart it forgets when it wrote
 * @param at seconds since the epoch, by the server's clock, when this was read
 * @param remembers the server keeps what it knows of every table in memory
 */
public record TableMarks(long started, long at, boolean remembers, Map<String, Mark> tables) {
    /** A write in the second in which a table was looked at cannot be told from one before; clocks round. */
    private static final long BLUR = 2;

    private static final String NOW =
            "select unix_timestamp()," + " (select count(*) from information_schema.tables) < @@table_definition_cache";
    private static final String UPTIME = "show global status like 'Uptime'";
    private static final String TABLES = "select table_name, coalesce(unix_timestamp(create_time), 0),"
            + " coalesce(unix_timestamp(update_time), 0), coalesce(auto_increment, 0) from information_schema.tables"
            + " where table_schema = database() and table_type = 'BASE TABLE'";

    /** What changes when a table is written to; 0 where the server does not say. */
    public record Mark(long made, long written, long nextNumber) {}

    /** Of a server that nobody looked at: nothing is certain. */
    public static TableMarks none() {
        return new TableMarks(0, 0, false, Map.of());
    }

    public static TableMarks read(Mysql mysql, String schema) {
        return mysql.asAdministrator(statement -> {
            statement.execute("use " + SchemaObject.quoted(schema));
            askForTheTruth(statement);
            long up;
            try (ResultSet row = statement.executeQuery(UPTIME)) {
                row.next();
                up = row.getLong(2);
            }
            try (ResultSet row = statement.executeQuery(NOW)) {
                row.next();
                long now = row.getLong(1);
                boolean remembers = row.getBoolean(2);
                return new TableMarks(now - up, now, remembers, tables(statement));
            }
        });
    }

    /** MySQL 8 answers from a day-old cache otherwise; MariaDB has none. */
    private static void askForTheTruth(Statement statement) {
        try {
            statement.execute("set session information_schema_stats_expiry = 0");
        } catch (SQLException noCache) {
            // Nothing to turn off.
        }
    }

    private static Map<String, Mark> tables(Statement statement) throws SQLException {
        Map<String, Mark> tables = new TreeMap<>();
        try (Statement second = statement.getConnection().createStatement();
                ResultSet row = second.executeQuery(TABLES)) {
            while (row.next()) {
                tables.put(row.getString(1), new Mark(row.getLong(2), row.getLong(3), row.getLong(4)));
            }
        }
        return tables;
    }

    /** @param later read after this */
    public boolean unwritten(String table, TableMarks later) {
        Mark then = tables.get(table);
        return comparable(later) && then != null && then.equals(later.tables.get(table)) && then.written() < at - BLUR;
    }

    /**
     * The same of a table that was renamed since: that makes it look new, and its next number may have been raised, but its
     * last write stays known. On MariaDB it is that from before a TRUNCATE, too.
     */
    public boolean unwrittenButRenamed(String table, TableMarks later) {
        Mark then = tables.get(table);
        Mark now = later.tables.get(table);
        return comparable(later)
                && then != null
                && now != null
                && then.written() > 0
                && then.written() == now.written()
                && then.written() < at - BLUR;
    }

    private boolean comparable(TableMarks later) {
        return remembers && later.remembers && Math.abs(started - later.started) <= BLUR;
    }
}
