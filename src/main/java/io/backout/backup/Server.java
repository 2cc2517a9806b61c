package io.backout.backup;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which server it is. */
record Server(boolean isMariaDb, int major, int minor, String version) {
    private static final Pattern VERSION = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+).*");

    static Server of(Statement statement) throws SQLException {
        String version = Sql.string(statement, "select version()");
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return new Server(false, 0, 0, version);
        }
        return new Server(
                version.contains("MariaDB"),
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                version);
    }

    /** Older ones can lose half of a rename of several tables in a crash. */
    boolean renamesCrashSafely() {
        return isMariaDb ? major > 10 || (major == 10 && minor >= 6) : major >= 8;
    }
}
