package io.backout.plan;

import io.backout.tool.BinaryLog;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rows were made, changed and deleted since a backup, by the server's binary log; only of tables of which it tells all.
 * What InnoDB changes by itself along a foreign key is not logged, and a statement that is logged as its text names no row.
 */
final class LoggedChanges implements BinaryLog.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedChanges.class);

    /** Rows of all tables together; each takes some 300 bytes. */
    private static final int MOST = 250_000;

    private static final String KEYS = """
            select c.table_name, c.ordinal_position - 1, c.column_key = 'PRI'
            from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.table_schema = '%s' and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position""";

    private static final String FOREIGN_KEYS = """
            select table_name, referenced_table_name, delete_rule in ('RESTRICT', 'NO ACTION'),
              update_rule in ('RESTRICT', 'NO ACTION'), unique_constraint_name <=> 'PRIMARY'
            from information_schema.referential_constraints where constraint_schema = '%s'""";

    private static final Pattern FRAME = Pattern.compile("(?is)\\s*(?:BEGIN|COMMIT|SAVEPOINT\\b.*)\\s*");
    private static final Pattern UNDONE = Pattern.compile("(?is)\\s*(?:ROLLBACK|XA)\\b.*");
    private static final Pattern OF_DATABASES =
            Pattern.compile("(?is)\\s*(?:DROP|CREATE|ALTER)\\s+(?:DATABASE|SCHEMA)\\b.*");

    private final String database;
    private final long countedAt;
    private final Map<String, LoggedTable> tables = new LinkedHashMap<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private long held;

    /** How changes of one table reach another; what is refused is no way. */
    private record ForeignKey(String from, String to, boolean onDelete, boolean onUpdate, boolean ofPrimaryKey) {}

    private LoggedChanges(Statement statement, String database) throws SQLException {
        this.database = database;
        String name = database.replace("\\", "\\\\").replace("'", "''");
        Map<String, List<Integer>> keys = new LinkedHashMap<>();
        Map<String, Integer> columns = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(KEYS.formatted(name))) {
            while (row.next()) {
                columns.merge(row.getString(1), 1, Integer::sum);
                List<Integer> key = keys.computeIfAbsent(row.getString(1), table -> new ArrayList<>());
                if (row.getBoolean(3)) {
                    key.add(row.getInt(2));
                }
            }
        }
        keys.forEach((table, key) -> tables.put(table, new LoggedTable(columns.getOrDefault(table, 0), key)));
        try (ResultSet row = statement.executeQuery(FOREIGN_KEYS.formatted(name))) {
            while (row.next()) {
                foreignKeys.add(new ForeignKey(
                        row.getString(1), row.getString(2), !row.getBoolean(3), !row.getBoolean(4), row.getBoolean(5)));
            }
        }
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
        spread();
        return counted.stream().map(this::exactly).toList();
    }

    private TableLoss exactly(TableLoss loss) {
        LoggedTable table = tables.get(loss.table());
        if (table == null || !table.isTold() || !loss.exact()) {
            return loss;
        }
        // Between the count and the end of the log the application writes; more than that was not logged.
        long then = loss.inBackup() + table.made() - table.gone();
        if (Math.abs(loss.now() - then) > table.latest()) {
            return loss;
        }
        return new TableLoss(
                loss.table(),
                then,
                loss.inBackup(),
                new TableLoss.Since(table.made(), table.changed(), loss.since().newest(), false),
                true);
    }

    @Override
    public void row(String table, Serializable @Nullable [] before, Serializable @Nullable [] after, long at) {
        LoggedTable logged = tables.get(table);
        if (logged == null) {
            return;
        }
        held -= logged.size();
        logged.write(before, after, at, countedAt);
        held += logged.size();
        if (held > MOST) {
            throw new ToolException(
                    "more than %,d rows were written to since the backup".formatted(MOST),
                    "they are counted when the backup is restored.");
        }
    }

    @Override
    public void statement(String where, String sql) {
        if (FRAME.matcher(sql).matches() || !where.equals(database) && !names(sql, database)) {
            return;
        }
        boolean everything =
                UNDONE.matcher(sql).matches() || OF_DATABASES.matcher(sql).matches() && names(sql, database);
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

    /** What was changed along foreign keys is not told, nor what was changed along others in turn. */
    private void spread() {
        Set<String> reached = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (ForeignKey key : foreignKeys) {
                LoggedTable parent = tables.get(key.to());
                boolean acts = parent != null
                        && (reached.contains(key.to())
                                || key.onDelete() && parent.deletes()
                                || key.onUpdate() && (parent.keyChanges() || parent.updates() && !key.ofPrimaryKey()));
                more |= acts && reached.add(key.from());
            }
        }
        reached.stream().map(tables::get).filter(Objects::nonNull).forEach(LoggedTable::notTold);
    }
}
