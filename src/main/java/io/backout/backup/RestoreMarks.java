package io.backout.backup;

import io.backout.tool.LoadStatement;
import io.backout.tool.SchemaObject;
import java.sql.SQLException;
import java.util.List;

/** What a restore has done, written in the shadow schema itself: it is as durable as the rows that it speaks of. */
final class RestoreMarks {
    private final String run;
    private final LoadStatement statement;
    private final String table;

    RestoreMarks(String run, LoadStatement statement, String schema) {
        this.run = run;
        this.statement = statement;
        this.table = SchemaObject.quoted(schema) + "." + SchemaObject.quoted(ShadowSchema.MARKER);
    }

    void begin() throws SQLException {
        mark("RESTORING", "", 0);
    }

    /** Its rows and indexes are in; a table without this is loaded again from its beginning. */
    void whole(DumpTable whole) throws SQLException {
        mark("WHOLE", whole.name(), whole.rows());
    }

    void restored(long rows) throws SQLException {
        mark("RESTORED", "", rows);
    }

    List<String> wholeTables() throws SQLException {
        return Names.of(statement.query("select table_name from %s where phase = 'WHOLE'".formatted(table)));
    }

    private void mark(String phase, String name, long rows) throws SQLException {
        statement.execute("insert ignore into %s (run_id, phase, table_name, `rows`) values (%s, %s, %s, %d)"
                .formatted(table, Sql.text(run), Sql.text(phase), Sql.text(name), rows));
    }
}
