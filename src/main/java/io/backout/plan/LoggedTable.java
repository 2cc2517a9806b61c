package io.backout.plan;

import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the binary log says of one table, and whether that is all. */
final class LoggedTable {
    private static final String COLUMNS = """
            select c.table_name, c.ordinal_position - 1, c.column_key = 'PRI'
            from information_schema.columns c
            join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
            where c.table_schema = database() and t.table_type = 'BASE TABLE' order by c.table_name, c.ordinal_position""";

    private final List<Integer> key = new ArrayList<>();
    private final LoggedRows rows = new LoggedRows(key);
    private int columns;
    private boolean told = true;
    private boolean deletes;
    private boolean updates;
    private boolean keyChanges;
    private long latest;

    private LoggedTable() {}

    /** Those of the database that is in use, by name. */
    static Map<String, LoggedTable> all(Statement statement) throws SQLException {
        Map<String, LoggedTable> tables = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                LoggedTable table = tables.computeIfAbsent(row.getString(1), name -> new LoggedTable());
                table.columns++;
                if (row.getBoolean(3)) {
                    table.key.add(row.getInt(2));
                }
            }
        }
        return tables;
    }

    /** @param countedAt a count of the table may have missed what was written later */
    void write(Serializable @Nullable [] before, Serializable @Nullable [] after, long at, long countedAt) {
        deletes |= after == null;
        updates |= before != null && after != null;
        latest += at >= countedAt ? 1 : 0;
        if (key.isEmpty() || Objects.requireNonNull(before == null ? after : before).length != columns) {
            notTold();
        } else if (before != null && after != null && !rows.id(before).equals(rows.id(after))) {
            keyChanges = true;
            notTold();
        } else if (told && !rows.write(before, after)) {
            notTold();
        }
    }

    /** Something happened that does not say which rows it changed. */
    void notTold() {
        told = false;
        rows.forget();
    }

    boolean isTold() {
        return told;
    }

    LoggedRows rows() {
        return rows;
    }

    boolean deletes() {
        return deletes;
    }

    boolean updates() {
        return updates;
    }

    boolean keyChanges() {
        return keyChanges;
    }

    /** Writes that a count of the table may have missed. */
    long latest() {
        return latest;
    }
}
