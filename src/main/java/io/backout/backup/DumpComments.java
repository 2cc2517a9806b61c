package io.backout.backup;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the comments in which a dump says where it comes from, and that it is complete. */
final class DumpComments {
    private static final Pattern CLIENT =
            Pattern.compile("\\s*(MySQL|MariaDB) dump [\\d.]+(?:-|\\s+Distrib )([^\\s,]+).*");
    private static final Pattern ORIGIN = Pattern.compile("\\s*Host: .*?    Database: ?(.*)");
    private static final Pattern SERVER = Pattern.compile("\\s*Server version\\s+(.*)");
    private static final Pattern BINLOG = Pattern.compile(
            "\\s*CHANGE (?:MASTER|REPLICATION SOURCE) TO (?:MASTER|SOURCE)_LOG_FILE='([^']*)', (?:MASTER|SOURCE)_LOG_POS=(\\d{1,18});");
    private static final Pattern COMPLETED =
            Pattern.compile("\\s*Dump completed(?: on (\\d{4}-\\d\\d-\\d\\d [ \\d]\\d:\\d\\d:\\d\\d))?\\s*");

    private static final Pattern SECTION = Pattern.compile("\\s*Dumping (events|routines) for database '.*");

    private final Set<String> sections = new TreeSet<>();
    private String client = "";
    private String server = "";
    private String database = "";
    private String charset = "";
    private String completed = "";
    private String binlog = "";
    private long completedAt = -1;

    /** @param end of the comment, in bytes of plain SQL */
    void read(String line, long end) {
        Matcher found = CLIENT.matcher(line);
        if (client.isEmpty() && found.matches()) {
            String flavour = found.group(2).contains("MariaDB") ? "MariaDB" : found.group(1);
            client = flavour + " " + found.group(2);
        } else if (database.isEmpty() && found.usePattern(ORIGIN).matches()) {
            database = found.group(1);
        } else if (server.isEmpty() && found.usePattern(SERVER).matches()) {
            server = found.group(1).strip();
        } else if (binlog.isEmpty() && found.usePattern(BINLOG).matches()) {
            binlog = found.group(1) + ":" + found.group(2);
        } else if (found.usePattern(SECTION).matches()) {
            sections.add(found.group(1));
        } else if (found.usePattern(COMPLETED).matches()) {
            completed = found.group(1) == null ? "unknown" : found.group(1);
            completedAt = end;
        }
    }

    void charset(String name) {
        charset = charset.isEmpty() ? name : charset;
    }

    /** Nothing may follow what says that the dump is complete. */
    void followed() {
        completedAt = -1;
        completed = "";
    }

    String database() {
        return database;
    }

    boolean isCompleted() {
        return completedAt >= 0;
    }

    DumpHeader header() {
        return new DumpHeader(client, server, database, charset, completed, binlog, sections);
    }
}
