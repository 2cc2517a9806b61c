package io.backout.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All rows of a table.
 *
 * @param goes with its definition, because the table itself goes
 * @param without columns that go, and are brought back before the rows
 */
record KeptRows(String table, boolean goes, List<SchemaObject> without) implements Kept {
    @Override
    public String name() {
        return "table " + table;
    }

    @Override
    public void write(Statement statement, String live, BufferedWriter out) throws IOException, SQLException {
        if (goes) {
            try (ResultSet row = statement.executeQuery("show create table " + place(live))) {
                row.next();
                out.write(row.getString(2).replace("\n", " ") + ";\n");
            }
        }
        RowWriter writer = new RowWriter(statement, live, table);
        List<String> columns = List.copyOf(writer.columns().keySet());
        writer.write(
                "REPLACE INTO %s (%s)"
                        .formatted(
                                SchemaObject.quoted(table),
                                columns.stream().map(SchemaObject::quoted).collect(Collectors.joining(", "))),
                columns,
                "true",
                out);
    }

    @Override
    public void prepare(Statement statement, String live, String scratch) throws SQLException {
        if (!goes) {
            // Its columns that go have made one with their keys only.
            statement.execute("drop table if exists " + place(scratch));
            statement.execute("create table %s like %s".formatted(place(scratch), place(live)));
            for (SchemaObject column : without) {
                statement.execute("alter table %s drop column %s".formatted(place(scratch), column.quotedName()));
            }
        }
    }

    /** As the server estimates it. */
    @Override
    public long bytes(Statement statement, String live) throws SQLException {
        try (PreparedStatement query = statement
                .getConnection()
                .prepareStatement(
                        "select coalesce(data_length, 0) from information_schema.tables where table_schema = ? and table_name = ?")) {
            query.setString(1, live);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @Override
    public boolean isBack(Statement statement, String live, String scratch) throws SQLException {
        try (ResultSet rows = statement.executeQuery("checksum table %s, %s".formatted(place(live), place(scratch)))) {
            rows.next();
            String wanted = rows.getString(2);
            rows.next();
            return wanted != null && wanted.equals(rows.getString(2));
        }
    }

    private String place(String database) {
        return SchemaObject.quoted(database) + "." + SchemaObject.quoted(table);
    }
}
