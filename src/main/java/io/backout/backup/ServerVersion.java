package io.backout.backup;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** A server's version as it names itself. */
record ServerVersion(String text) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    static ServerVersion of(Statement statement) throws SQLException {
        return new ServerVersion(Sql.string(statement, "select version()"));
    }

    boolean isMariaDb() {
        return text.contains("MariaDB");
    }

    String flavour() {
        return isMariaDb() ? "MariaDB" : "MySQL";
    }

    /** By the first two numbers: a later patch writes nothing that an earlier one cannot read. */
    boolean isNewerThan(ServerVersion other) {
        return Comparator.<List<Integer>, Integer>comparing(numbers -> numbers.get(0))
                        .thenComparing(numbers -> numbers.get(1))
                        .compare(numbers(), other.numbers())
                > 0;
    }

    /** Older ones can lose half of a rename of several tables in a crash. */
    boolean renamesCrashSafely() {
        return !new ServerVersion(isMariaDb() ? "10.6" : "8.0").isNewerThan(this);
    }

    private List<Integer> numbers() {
        // Old replication names a MariaDB 10 as "5.5.5-10.6.12-MariaDB".
        return NUMBERS.matcher(text.replaceFirst("^5\\.5\\.5-", ""))
                .results()
                .findFirst()
                .map(found -> List.of(Integer.valueOf(found.group(1)), Integer.valueOf(found.group(2))))
                .orElse(List.of(0, 0));
    }
}
