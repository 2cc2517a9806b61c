package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.ToolException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings in which a dump's statements mean what they meant to its client.
 *
 * @param timeZone empty when the dump leaves it to the server
 */
record LoadSession(String charset, String timeZone) {
    /** In all others a byte that looks like a quote or a backslash may be a part of a character. */
    private static final Set<String> PLAIN = Set.of("utf8mb4", "utf8mb3", "utf8", "latin1", "ascii", "binary");

    private static final String UTC = "TIME_ZONE='+00:00'";

    /** @param head what stands before the dump's first table */
    static LoadSession of(DumpHeader header, String head) {
        String charset =
                header.charset().isEmpty() ? "utf8mb4" : header.charset().toLowerCase(Locale.ROOT);
        if (!PLAIN.contains(charset)) {
            throw new ToolException(
                    "the backup is written in '%s', whose characters hide quotes; nothing was restored"
                            .formatted(charset),
                    "choose a backup that was taken with --default-character-set=utf8mb4.");
        }
        return new LoadSession(charset, head.contains(UTC) ? "+00:00" : "");
    }

    /**
     * In which LOAD DATA reads a table's values: byte by byte where they are what the table keeps.
     *
     * @return empty where only the INSERTs themselves say what the values are
     */
    Optional<String> charsetOf(DumpTable table) {
        if (!table.loadable()) {
            return Optional.empty();
        }
        if (charset.startsWith("utf8") && table.isUtf8()) {
            return Optional.of("binary");
        }
        return table.hasBinary() ? Optional.empty() : Optional.of(charset);
    }

    void begin(LoadStatement statement) throws SQLException {
        for (String setting : settings()) {
            statement.execute(setting);
        }
    }

    List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                "SET NAMES " + charset,
                // Whoever pauses in the middle of a table lets the server wait for the next rows.
                "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0, unique_checks = 1,"
                        + " max_error_count = 65535, net_read_timeout = 86400, net_write_timeout = 600,"
                        + " wait_timeout = 86400, lock_wait_timeout = 600"));
        if (!timeZone.isEmpty()) {
            settings.add("SET SESSION time_zone = '%s'".formatted(timeZone));
        }
        return settings;
    }
}
