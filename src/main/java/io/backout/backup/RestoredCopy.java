package io.backout.backup;

import io.backout.tool.MigrationRow;
import io.backout.tool.MigrationRows;
import io.backout.tool.Mysql;
import io.backout.tool.Schema;
import io.backout.tool.ScratchSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what was restored with the dump that it was restored from, and looks for what no dump can tell. */
public final class RestoredCopy {
    private final Mysql mysql;
    private final String schema;
    private final Dump dump;
    private final Map<String, Long> checksums;

    /** @param checksums of CHECKSUM TABLE when the backup was taken, as far as its manifest has them */
    public RestoredCopy(Mysql mysql, ShadowSchema shadow, Dump dump, Map<String, Long> checksums) {
        this.mysql = mysql;
        this.schema = shadow.name();
        this.dump = dump;
        this.checksums = Map.copyOf(checksums);
    }

    /**
     * Reads every row.
     *
     * @param limit of one question, which may read a whole table
     * @return empty when the copy is proven
     */
    public List<CopyFinding> verify(Duration limit) {
        return mysql.asAdministrator(limit, statement -> {
            Sql.use(statement, schema);
            CopyTables tables = new CopyTables(statement, dump, checksums);
            List<CopyFinding> findings = new ArrayList<>(tables.names());
            if (findings.isEmpty()) {
                findings.addAll(definitions(statement));
                findings.addAll(tables.rows());
                findings.addAll(tables.checks());
                findings.addAll(Orphans.find(statement));
                findings.addAll(history(statement));
            }
            return findings;
        });
    }

    /** Both in the server's own words, which are not always the dump's. */
    private List<CopyFinding> definitions(Statement statement) throws SQLException {
        List<String> creates = dump.tables().stream().map(DumpTable::create).toList();
        Schema wanted = mysql.asAdministrator(scratch -> new ScratchSchema(mysql).build(creates, scratch));
        return Schema.of(statement, schema).without(Marker.TABLE).differencesFrom(wanted).stream()
                .map(difference -> new CopyFinding("", difference, CopyFinding.RESTORE_AGAIN))
                .toList();
    }

    private List<CopyFinding> history(Statement statement) throws SQLException {
        List<MigrationRow> found = MigrationRows.read(statement);
        boolean same = found.size() == dump.migrations().size() && found.containsAll(dump.migrations());
        return same
                ? List.of()
                : List.of(new CopyFinding(
                        "_prisma_migrations",
                        "table '_prisma_migrations' has %s instead of %s".formatted(found, dump.migrations()),
                        CopyFinding.RESTORE_AGAIN));
    }
}
