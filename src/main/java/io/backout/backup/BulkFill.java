package io.backout.backup;

import io.backout.tool.LoadStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What MariaDB does for a table that is still empty, where nothing has to be checked: it keeps no undo of the rows and need
 * not clean up behind them. That lasts for one transaction, so one brings as much of a table as it may.
 *
 * @param mostBytes of a dump in one such transaction; 0 where the server knows nothing of the kind
 */
record BulkFill(LoadSession session, long mostBytes) {
    /** Nobody else commits while a transaction is copied to the binary log. */
    private static final long MOST_LOGGED = 256 << 20;

    /** What is less than one statement of a dump is loaded before anything could be saved. */
    private static final long LEAST = 1 << 20;

    static BulkFill of(LoadStatement statement, LoadSession session) throws SQLException {
        boolean can = new ServerVersion(statement.value("select version()")).isMariaDb()
                && ChunkLoading.takesLocalFiles(statement);
        boolean logged = statement.value("select @@log_bin").equals("1");
        return new BulkFill(session, !can ? 0 : logged ? MOST_LOGGED : Long.MAX_VALUE);
    }

    boolean fills(DumpTable table) {
        return mostBytes > 0
                && session.charsetOf(table).isPresent()
                && table.bytes() >= LEAST
                && ShadowTable.of(table).isOrderedByPrimaryKeyAlone();
    }

    /**
     * In the schema that carries our marker, whatever was in it. Its statistics wait: the thread that gathers them would ask
     * for the locked table again and again, on a core of its own.
     */
    void createEmpty(LoadStatement statement, DumpTable table) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS " + Sql.quoted(table.name()));
        statement.execute(ShadowTable.of(table).create() + (fills(table) ? " STATS_AUTO_RECALC=0" : ""));
    }

    /** Its indexes; then as the definition says it, and with figures for whoever asks first. */
    List<String> complete(DumpTable table) {
        List<String> statements = new ArrayList<>(ShadowTable.of(table).addIndexes());
        if (fills(table)) {
            statements.add("ALTER TABLE %s STATS_AUTO_RECALC=DEFAULT".formatted(Sql.quoted(table.name())));
            statements.add("ANALYZE TABLE " + Sql.quoted(table.name()));
        }
        return statements;
    }
}
