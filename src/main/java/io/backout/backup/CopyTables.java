package io.backout.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Looks at the tables of a restored copy one by one; the statement's database is the copy. */
record CopyTables(Statement statement, Dump dump, Map<String, Long> checksums) {
    private static final String PRESENT = "select table_name from information_schema.tables"
            + " where table_schema = database() and table_name <> '" + Marker.TABLE + "'";

    /** Which are missing, and which are too many. */
    List<CopyFinding> names() throws SQLException {
        TreeSet<String> present = new TreeSet<>(Sql.strings(statement, PRESENT));
        List<CopyFinding> findings = new ArrayList<>();
        for (DumpTable table : dump.tables()) {
            if (!present.remove(table.name())) {
                findings.add(finding(table.name(), "table '%s' is missing", CopyFinding.RESTORE_AGAIN));
            }
        }
        for (String more : present) {
            findings.add(finding(more, "table '%s' is not in the backup", CopyFinding.RESTORE_AGAIN));
        }
        return findings;
    }

    List<CopyFinding> rows() throws SQLException {
        List<CopyFinding> findings = new ArrayList<>();
        for (DumpTable table : dump.tables()) {
            long rows = number("select count(*) from " + Sql.quoted(table.name()), 1);
            if (rows != table.rows()) {
                findings.add(finding(
                        table.name(),
                        "table '%s' has %d rows instead of %d".formatted("%s", rows, table.rows()),
                        CopyFinding.RESTORE_AGAIN));
            }
            Long wanted = checksums.get(table.name());
            if (wanted != null
                    && table.columns().stream().allMatch(DumpColumn::isExact)
                    && number("checksum table " + Sql.quoted(table.name()), 2) != wanted) {
                findings.add(finding(
                        table.name(),
                        "table '%s' has other values than when the backup was taken",
                        "choose another backup."));
            }
        }
        return findings;
    }

    /** What the server finds wrong with its own pages and indexes. */
    List<CopyFinding> checks() throws SQLException {
        List<CopyFinding> findings = new ArrayList<>();
        for (DumpTable table : dump.tables()) {
            try (ResultSet said = statement.executeQuery("check table " + Sql.quoted(table.name()))) {
                while (said.next()) {
                    String text = said.getString(4);
                    if (!said.getString(3).equals("note") && !text.equals("OK")) {
                        findings.add(
                                finding(table.name(), "table '%s' is damaged: " + text, CopyFinding.RESTORE_AGAIN));
                    }
                }
            }
        }
        return findings;
    }

    private static CopyFinding finding(String table, String what, String hint) {
        return new CopyFinding(table, what.replace("%s", table), hint);
    }

    private long number(String query, int column) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(column);
        }
    }
}
