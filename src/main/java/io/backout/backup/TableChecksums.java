package io.backout.backup;

import io.backout.tool.Mysql;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What CHECKSUM TABLE says of the tables that nobody wrote to while they were dumped: it is that of the dump's rows, then. */
final class TableChecksums {
    private TableChecksums() {}

    /**
     * @param before read before the dump was begun
     * @param limit of one table, which is read whole
     */
    static Map<String, Long> of(Mysql mysql, Dump dump, TableMarks before, Duration limit) {
        Map<String, Long> checksums = mysql.asAdministrator(limit, statement -> {
            Map<String, Long> found = new TreeMap<>();
            for (DumpTable table : dump.tables()) {
                String quoted = Sql.quoted(mysql.database(), table.name());
                try (ResultSet row = statement.executeQuery("checksum table " + quoted)) {
                    row.next();
                    found.put(table.name(), row.getLong(2));
                }
            }
            return found;
        });
        TableMarks after = TableMarks.read(mysql, mysql.database());
        checksums.keySet().removeIf(table -> !before.unwritten(table, after));
        return checksums;
    }
}
