package io.backout.backup;

import io.backout.tool.LoadStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the server said about rows. */
final class LoadWarnings {
    /** MariaDB's dumps have values for generated columns, which it generates all the same. */
    private static final int GENERATED = 1906;

    private static final Pattern SAID = Pattern.compile("(?m)^(?:Note|Warning|Error) \\(Code (\\d+)\\): (.*)$");

    private LoadWarnings() {}

    /** @return the first one of the last statement that means a value was changed or a row left out */
    static Optional<String> find(LoadStatement statement) throws SQLException {
        long count = Long.parseLong(statement.value("show count(*) warnings"));
        if (count == 0) {
            return Optional.empty();
        }
        long listed = 0;
        try (ResultSet rows = statement.query("show warnings")) {
            while (rows.next()) {
                listed++;
                if (rows.getInt(2) != GENERATED) {
                    return Optional.of("%s (%d)".formatted(rows.getString(3), rows.getInt(2)));
                }
            }
        }
        return listed == count
                ? Optional.empty()
                : Optional.of("%d warnings, of which the server shows only %d".formatted(count, listed));
    }

    /**
     * The same of what a client says.
     *
     * @param said one in each line
     */
    static Optional<String> in(String said) {
        return SAID.matcher(said)
                .results()
                .filter(warning -> Integer.parseInt(warning.group(1)) != GENERATED)
                .map(warning -> "%s (%s)".formatted(warning.group(2), warning.group(1)))
                .findFirst();
    }
}
