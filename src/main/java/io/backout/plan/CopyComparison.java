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
            Map<String, ComparedTable> live = tables(statement, mysql.database());
            Map<String, ComparedTable> kept = tables(statement, copy);
            TreeSet<String> names = new TreeSet<>(live.keySet());
            names.addAll(kept.keySet());
            names.removeIf(wanted.negate());
            List<TableLoss> losses = new ArrayList<>();
            for (String name : names) {
                losses.add(compare(statement, name, live.get(name), kept.get(name)));
            }
            return losses;
        });
    }

    private TableLoss compare(
            Statement statement, String name, @Nullable ComparedTable live, @Nullable ComparedTable kept)
            throws SQLException {
        String table = SchemaObject.quoted(name);
        String here = SchemaObject.quoted(mysql.database()) + "." + table;
        String there = SchemaObject.quoted(copy) + "." + table;
        if (live == null) {
            return new TableLoss(name, 0, count(statement, there), new Since(0, 0, ""), true);
        }
        if (kept == null) {
            long rows = count(statement, here);
            return new TableLoss(name, rows, 0, new Since(rows, 0, ""), true);
        }
        long inCopy = count(statement, there);
        if (!live.pairsWith(kept)) {
            long rows = count(statement, here);
            return new TableLoss(name, rows, inCopy, new Since(Math.max(0, rows - inCopy), -1, ""), true);
        }
        String missing = "s.%s is null".formatted(SchemaObject.quoted(live.key().get(0)));
        try (ResultSet row = statement.executeQuery("select count(*), coalesce(sum(%s), 0),".formatted(missing)
                + " coalesce(sum(not %s and (%s)), 0) from %s l left join %s s on %s"
                        .formatted(missing, live.differs(kept), here, there, live.join(kept)))) {
            row.next();
            Since since = new Since(row.getLong(2), row.getLong(3), "");
            return new TableLoss(name, row.getLong(1), inCopy, since, true);
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
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
