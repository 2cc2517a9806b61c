package io.backout.backup;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SET of a dump: only settings of the own session, which end with it. */
record SetStatement(String text) {
    private static final Set<String> SESSION = Set.of(
            "time_zone",
            "unique_checks",
            "foreign_key_checks",
            "sql_mode",
            "sql_notes",
            "note_verbosity",
            "character_set_client",
            "character_set_results",
            "collation_connection",
            "autocommit",
            "names");

    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'", Pattern.DOTALL);
    private static final Pattern NAMES = Pattern.compile("(?i)SET +NAMES +'?(\\w+)'? *");
    private static final Pattern MODE = Pattern.compile("(?i)\\bsql_mode *= *(?:'([^']*)'|@)");

    private static final Pattern COLLATION = Pattern.compile("(?i)\\bcollation_connection *= *(?:'?(\\w+)|@)");
    private static final Pattern TIME_ZONE = Pattern.compile("(?i)(?<![@\\w])time_zone *= *(?:'([^']*)'|@)");

    /** Carried out only on a server that replaces the one that was dumped. */
    boolean isAboutReplication() {
        return text.matches(
                "(?is)SET +@@GLOBAL\\.GTID_PURGED *=.*|SET +@@SESSION\\.SQL_LOG_BIN *=[^,]*|SET +@MYSQLDUMP_TEMP_LOG_BIN *=[^,]*");
    }

    /** Whether every assignment is to a variable of the session that dumps set. */
    boolean isKnown() {
        String assignments = QUOTED.matcher(text.substring("SET".length())).replaceAll("''");
        for (String assignment : assignments.split(",")) {
            String name = assignment.strip().split("[ =]", 2)[0].toLowerCase(java.util.Locale.ROOT);
            if (!SESSION.contains(name) && !name.matches("@\\w+")) {
                return false;
            }
        }
        return true;
    }

    Optional<String> charset() {
        Matcher names = NAMES.matcher(text);
        return names.matches() ? Optional.of(names.group(1)) : Optional.empty();
    }

    /** What it sets SQL_MODE to; empty text where it goes back to what was before; empty when it is about something else. */
    Optional<String> sqlMode() {
        return value(MODE);
    }

    /** The same of the connection's collation. */
    Optional<String> collation() {
        return value(COLLATION);
    }

    /** The same of the time zone. */
    Optional<String> timeZone() {
        return value(TIME_ZONE);
    }

    private Optional<String> value(Pattern assignment) {
        Matcher found = assignment.matcher(text);
        return found.find() ? Optional.of(found.group(1) == null ? "" : found.group(1)) : Optional.empty();
    }
}
