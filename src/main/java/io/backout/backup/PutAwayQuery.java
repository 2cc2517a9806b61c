package io.backout.backup;

import io.backout.tool.ToolException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is asked for the rows of one table that was put away: every value as text, in the server's own words.
 *
 * @param columns as they are called
 */
record PutAwayQuery(List<String> columns, String sql) {
    private static final String COLUMNS = "select column_name, column_type from information_schema.columns"
            + " where table_schema = %s and table_name = %s order by ordinal_position";
    private static final String KEY = "select column_name from information_schema.key_column_usage"
            + " where table_schema = %s and table_name = %s and constraint_name = 'PRIMARY' order by ordinal_position";

    static PutAwayQuery all(Statement statement, String schema, String table) throws SQLException {
        List<DumpColumn> columns = columns(statement, schema, table);
        String values = columns.stream()
                .map(column ->
                        (column.isBinary() ? "hex(p.%s)" : "cast(p.%s as char)").formatted(Sql.quoted(column.name())))
                .collect(Collectors.joining(", "));
        return new PutAwayQuery(
                columns.stream().map(DumpColumn::name).toList(),
                "select %s from %s p".formatted(values, Sql.quoted(schema, table)));
    }

    /** Only those whose primary key is in no row of the live table. */
    PutAwayQuery missing(Statement statement, String schema, String live, String table) throws SQLException {
        List<String> key = Sql.strings(statement, KEY.formatted(Sql.text(schema), Sql.text(table)));
        if (key.isEmpty()) {
            throw new ToolException(
                    "table '%s' of schema '%s' has no primary key, so nobody can tell which of its rows are missing in live; nothing was exported"
                            .formatted(table, schema),
                    "export all of its rows.");
        }
        List<String> present =
                columns(statement, live, table).stream().map(DumpColumn::name).toList();
        if (present.isEmpty()) {
            return this;
        }
        if (!present.containsAll(key)) {
            throw new ToolException(
                    "the live table '%s' lacks a column of the primary key (%s); nothing was exported"
                            .formatted(table, String.join(", ", key)),
                    "export all of its rows.");
        }
        String same = key.stream()
                .map(column -> "l.%1$s = p.%1$s".formatted(Sql.quoted(column)))
                .collect(Collectors.joining(" and "));
        return new PutAwayQuery(
                columns,
                sql + " where not exists (select 1 from %s l where %s)".formatted(Sql.quoted(live, table), same));
    }

    /** None where there is no such table. */
    private static List<DumpColumn> columns(Statement statement, String schema, String table) throws SQLException {
        List<DumpColumn> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS.formatted(Sql.text(schema), Sql.text(table)))) {
            while (rows.next()) {
                columns.add(new DumpColumn(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
    }
}
