package io.backout.plan;

import io.backout.plan.TableLoss.Since;
import io.backout.tool.BinaryLog;
import io.backout.tool.BinaryLogReader;
import io.backout.tool.Mysql;
import io.backout.tool.SchemaObject;
import io.backout.tool.ToolException;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rows were made, changed and deleted since a backup, by the server's binary log; only of tables of which it tells all.
 * What InnoDB changes by itself along a foreign key is not logged, and a statement that is logged as its text names no row.
 */
final class LoggedChanges implements BinaryLogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedChanges.class);

    /** Rows of all tables together; each takes some 300 bytes. */
    private static final int MOST = 250_000;

    private static final Pattern FRAME = Pattern.compile("(?is)\\s*(?:BEGIN|COMMIT|SAVEPOINT\\b.*)\\s*");
    /** The rows of a transaction stand in the log although it was taken back, where it wrote to a table without transactions, too. */
    private static final Pattern UNDONE = Pattern.compile("(?is)\\s*(?:ROLLBACK|XA)\\b.*");

    private static final Pattern OF_DATABASES =
            Pattern.compile("(?is)\\s*(?:DROP|CREATE|ALTER)\\s+(?:DATABASE|SCHEMA)\\b.*");

    private final String database;
    private final long countedAt;
    private final Map<String, LoggedTable> tables;
    private final Cascades cascades;
    private long held;

    private LoggedChanges(Statement statement, String database) throws SQLException {
        this.database = database;
        statement.execute("use " + SchemaObject.quoted(database));
        this.tables = LoggedTable.all(statement);
        this.cascades = Cascades.of(statement);
        try (ResultSet row = statement.executeQuery("select unix_timestamp()")) {
            row.next();
            this.countedAt = (row.getLong(1) - 1) * 1000;
        }
    }

    /** Before the tables are counted: what is written later may be missing in their counts. */
    static LoggedChanges of(Mysql mysql) {
        return mysql.asAdministrator(statement -> new LoggedChanges(statement, mysql.database()));
    }

    /**
     * @param position of the backup in the log; empty where it has none
     * @param limit for reading the log from there to its end
     * @return the losses, exactly where the log tells them and the count agrees
     */
    List<TableLoss> refine(List<TableLoss> counted, BinaryLog log, String position, Duration limit) {
        if (position.isEmpty()) {
            return counted;
        }
        try {
            log.read(position, limit, this);
        } catch (ToolException e) {
            LOG.info("what was lost is estimated: {}; {}", e.fact(), e.hint());
            return counted;
        }
        cascades.reached(tables).stream()
                .map(tables::get)
                .filter(Objects::nonNull)
                .forEach(LoggedTable::notTold);
        return counted.stream().map(this::exactly).toList();
    }

    private TableLoss exactly(TableLoss loss) {
        LoggedTable table = tables.get(loss.table());
        if (table == null || !table.isTold() || !loss.exact()) {
            return loss;
        }
        // Between the count and the end of the log the application writes; more than that was not logged.
        long then = loss.inBackup() + table.rows().made() - table.rows().gone();
        if (Math.abs(loss.now() - then) > table.latest()) {
            return loss;
        }
        return new TableLoss(
                loss.table(),
                then,
                loss.inBackup(),
                new Since(
                        table.rows().made(),
                        table.rows().changed(),
                        loss.since().newest(),
                        false),
                true);
    }

    @Override
    public void row(String table, Serializable @Nullable [] before, Serializable @Nullable [] after, long at) {
        LoggedTable logged = tables.get(table);
        if (logged == null) {
            return;
        }
        held -= logged.rows().size();
        logged.write(before, after, at, countedAt);
        held += logged.rows().size();
        if (held > MOST) {
            throw new ToolException(
                    "more than %,d rows were written to since the backup".formatted(MOST),
                    "they are counted when the backup is restored.");
        }
    }

    @Override
    public void statement(String where, String sql) {
        boolean undone = UNDONE.matcher(sql).matches();
        boolean namesUs = names(sql, database);
        if (FRAME.matcher(sql).matches() || !undone && !namesUs && !where.equals(database)) {
            return;
        }
        boolean everything = undone || namesUs && OF_DATABASES.matcher(sql).matches();
        tables.forEach((name, table) -> {
            if (everything || names(sql, name)) {
                table.notTold();
            }
        });
    }

    private static boolean names(String sql, String name) {
        return Pattern.compile("(?<![\\w$])%s(?![\\w$])".formatted(Pattern.quote(name)), Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }
}
