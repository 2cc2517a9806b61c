package io.backout.backup;

import io.backout.tool.LoadStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What the server said about the rows of the last statement. */
final class LoadWarnings {
    /** MariaDB's dumps have values for generated columns, which it generates all the same. */
    private static final int GENERATED = 1906;

    private LoadWarnings() {}

    /** @return the first one that means a value was changed or a row left out */
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
}
