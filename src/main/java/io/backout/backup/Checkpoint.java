package io.backout.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the server write out what is only in its log: a MariaDB that is killed in a rename soon after the tables were created
 * may not start again (MDEV-40728).
 */
final class Checkpoint {
    private static final long SMALL = 64 << 10;
    private static final int POLL_MILLIS = 50;
    /** Pages a second: the usual 200 would take eight minutes for what the load of 1 GB leaves to write. */
    private static final String CAPACITY = "innodb_io_capacity";

    /** In the order in which they may be set back. */
    private static final String[] SETTINGS = {"innodb_max_dirty_pages_pct", "innodb_max_dirty_pages_pct_lwm", CAPACITY};

    private static final Pattern IN_LOG =
            Pattern.compile("(?s)Log sequence number\\s+(\\d+).*?Last checkpoint at\\s+(\\d+)");

    private Checkpoint() {}

    /** Bytes of log that a restart would have to read; empty where the account may not see it. */
    static OptionalLong age(Statement statement) {
        try (ResultSet row = statement.executeQuery("show global status like 'Innodb_checkpoint_age'")) {
            if (row.next()) {
                return OptionalLong.of(row.getLong(2));
            }
        } catch (SQLException unavailable) {
            return OptionalLong.empty();
        }
        try (ResultSet row = statement.executeQuery("show engine innodb status")) {
            Matcher numbers = IN_LOG.matcher(row.next() ? row.getString(3) : "");
            return numbers.find()
                    ? OptionalLong.of(Long.parseLong(numbers.group(1)) - Long.parseLong(numbers.group(2)))
                    : OptionalLong.empty();
        } catch (SQLException unavailable) {
            return OptionalLong.empty();
        }
    }

    /** As they are now, to be journalled before they are changed. */
    static Map<String, String> settings(Statement statement) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : SETTINGS) {
            values.put(setting, Sql.string(statement, "select @@global." + setting));
        }
        return values;
    }

    static void restore(Statement statement, Map<String, String> settings) throws SQLException {
        for (String setting : SETTINGS) {
            String value = settings.get(setting);
            if (value != null && !value.equals(Sql.string(statement, "select @@global." + setting))) {
                statement.execute("set global %s = %s".formatted(setting, value));
            }
        }
    }

    /** @return what a person should know; empty when all is well */
    static String force(Statement statement, Map<String, String> before, Duration bound) throws SQLException {
        String forced = "";
        try {
            statement.execute("set global %s = @@global.%1$s_max".formatted(CAPACITY));
            for (int i = SETTINGS.length - 2; i >= 0; i--) {
                statement.execute("set global %s = 0".formatted(SETTINGS[i]));
            }
        } catch (SQLException e) {
            forced = " and the administrator may not force it (it needs SUPER)";
        }
        try {
            long end = System.nanoTime() + bound.toNanos();
            while (age(statement).orElse(Long.MAX_VALUE) > SMALL) {
                if (System.nanoTime() > end) {
                    return "the server's checkpoint is %s bytes behind after %d s%s"
                            .formatted(
                                    age(statement).isPresent() ? age(statement).getAsLong() : "an unknown number of",
                                    bound.toSeconds(),
                                    forced);
                }
                Thread.sleep(POLL_MILLIS);
            }
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "waiting for the server's checkpoint was interrupted";
        } finally {
            restore(statement, before);
        }
    }
}
