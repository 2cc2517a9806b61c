package io.backout.plan;

import io.backout.plan.TableLoss.Since;
import io.backout.tool.Mysql;
import io.backout.tool.SchemaObject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the live database with a copy beside it, row by row: exactly what is lost when the copy takes its place. Reads
 * only, each table in one statement, while the application goes on.
 */
public final class CopyComparison {
    private static final String COLUMNS = """
            select c.table_name, c.column_name, c.data_type, c.column_key = 'PRI',
              coalesce(concat(c.character_set_name, ' collate ', c.collation_name), '')
            from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.table_schema = ? and t.table_type = 'BASE TABLE' and coalesce(c.generation_expression, '') = ''
              and c.table_name <> '__rb_marker'
            order by c.table_name, c.ordinal_position""";

    private static final String NOTHING_TELLS = "null";

    private final Mysql mysql;
    private final String copy;

    /** @param copy schema with the copy, on the same server */
    public CopyComparison(Mysql mysql, String copy) {
        this.mysql = mysql;
        this.copy = copy;
    }

    /**
     * @param limit for one table
     * @throws io.backout.tool.ToolException when a table takes longer
     */
    public List<TableLoss> look(Duration limit) {
        return look(limit, table -> true);
    }

    /** The same of some tables. */
    public List<TableLoss> look(Duration limit, Predicate<String> wanted) {
        return mysql.asAdministrator(limit, statement -> {
            // Prisma writes times in UTC.
            statement.execute("set time_zone = '+00:00'");
            Map<String, String> newest = newest(statement);
            Map<String, ComparedTable> live = tables(statement, mysql.database());
            Map<String, ComparedTable> kept = tables(statement, copy);
            TreeSet<String> names = new TreeSet<>(live.keySet());
            names.addAll(kept.keySet());
            names.removeIf(wanted.negate());
            List<TableLoss> losses = new ArrayList<>();
            for (String name : names) {
                losses.add(compare(
                        statement, name, live.get(name), kept.get(name), newest.getOrDefault(name, NOTHING_TELLS)));
            }
            return losses;
        });
    }

    /** @param newest SQL for the time of the newest row of l */
    private TableLoss compare(
            Statement statement, String name, @Nullable ComparedTable live, @Nullable ComparedTable kept, String newest)
            throws SQLException {
        String table = SchemaObject.quoted(name);
        String here = SchemaObject.quoted(mysql.database()) + "." + table;
        String there = SchemaObject.quoted(copy) + "." + table;
        long inCopy = kept == null ? 0 : rows(statement, there);
        if (live == null) {
            return TableLoss.ofMissing(name, inCopy);
        }
        String lost = "0";
        String changed = "0";
        String beside = "";
        boolean pairs = false;
        if (kept != null && live.pairsWith(kept)) {
            pairs = true;
            String missing =
                    "s.%s is null".formatted(SchemaObject.quoted(live.key().get(0)));
            lost = "coalesce(sum(%s), 0)".formatted(missing);
            changed = "coalesce(sum(not %s and (%s)), 0)".formatted(missing, live.differs(kept));
            beside = " left join %s s on %s".formatted(there, live.join(kept));
        }
        try (ResultSet row = statement.executeQuery(
                "select count(*), %s, %s, %s from %s l%s".formatted(lost, changed, newest, here, beside))) {
            row.next();
            long rows = row.getLong(1);
            String time = row.getString(4) == null ? "" : row.getString(4);
            Since since = pairs
                    ? new Since(row.getLong(2), row.getLong(3), time, false)
                    : new Since(Math.max(0, rows - inCopy), kept == null ? 0 : -1, time, kept != null);
            return new TableLoss(name, rows, inCopy, since, true);
        }
    }

    private static long rows(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of the tables that have a column for it. */
    private Map<String, String> newest(Statement statement) throws SQLException {
        return LiveTable.of(statement, mysql.database()).stream()
                .filter(table -> !table.created().isEmpty())
                .collect(Collectors.toMap(
                        LiveTable::name, table -> "max(l.%s)".formatted(LiveTable.quoted(table.created()))));
    }

    private static Map<String, ComparedTable> tables(Statement statement, String schema) throws SQLException {
        Map<String, ComparedTable> tables = new TreeMap<>();
        try (PreparedStatement query = statement.getConnection().prepareStatement(COLUMNS)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ComparedTable table = tables.computeIfAbsent(row.getString(1), name -> new ComparedTable());
                    table.types().put(row.getString(2), row.getString(3));
                    table.collations().put(row.getString(2), row.getString(5));
                    if (row.getBoolean(4)) {
                        table.key().add(row.getString(2));
                    }
                }
            }
        }
        return tables;
    }
}
