package io.backout.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes rows as INSERT statements, each on one line; the server itself makes the literals. */
final class RowWriter {
    private static final int LONGEST_LINE = 1 << 20;
    private static final String COLUMNS = "select column_name, data_type from information_schema.columns"
            + " where table_schema = ? and table_name = ? and coalesce(generation_expression, '') = ''"
            + " order by ordinal_position";
    /** A statement stays on its line whatever a value contains. */
    private static final String TEXT = "replace(replace(quote(convert(%1$s using utf8mb4)), char(10),"
            + " concat(char(92), 'n')), char(13), concat(char(92), 'r'))";

    private static final String BYTES =
            "if(%1$s is null, 'NULL', if(length(%1$s) = 0, quote(''), concat('0x', hex(%1$s))))";

    private final Statement statement;
    private final String database;
    private final String table;

    RowWriter(Statement statement, String database, String table) {
        this.statement = statement;
        this.database = database;
        this.table = table;
    }

    /** Columns that hold values of their own, with their types. */
    Map<String, String> columns() throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement query = statement.getConnection().prepareStatement(COLUMNS)) {
            query.setString(1, database);
            query.setString(2, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }

    /** @param verb with the table and its columns: "INSERT INTO t (a, b)" */
    void write(String verb, List<String> columns, String condition, BufferedWriter out)
            throws IOException, SQLException {
        Map<String, String> types = columns();
        List<String> literals = new ArrayList<>();
        for (String column : columns) {
            String form = types.getOrDefault(column, "").matches(".*(binary|blob|bit)") ? BYTES : TEXT;
            literals.add(form.formatted(SchemaObject.quoted(column)));
        }
        String query = "select concat('(', concat_ws(',', %s), ')') from %s.%s where %s"
                .formatted(
                        String.join(", ", literals),
                        SchemaObject.quoted(database),
                        SchemaObject.quoted(table),
                        condition);
        // Row by row: the driver would otherwise hold the whole table in memory.
        statement.setFetchSize(Integer.MIN_VALUE);
        try (ResultSet rows = statement.executeQuery(query)) {
            int length = 0;
            while (rows.next()) {
                String row = rows.getString(1);
                if (row == null) {
                    throw new ToolException(
                            "a row of table '%s' is longer than the server's max_allowed_packet".formatted(table),
                            "raise max_allowed_packet, or write a 'down.sql' that keeps it.");
                }
                out.write(length == 0 ? verb + " VALUES " : ",");
                out.write(row);
                length += row.length();
                if (length > LONGEST_LINE) {
                    out.write(";\n");
                    length = 0;
                }
            }
            out.write(length == 0 ? "" : ";\n");
        } finally {
            statement.setFetchSize(0);
        }
    }
}
