package io.backout.plan;

import io.backout.tool.SchemaObject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of the live database with the columns that tell the age of its rows; each may be empty.
 *
 * @param estimate of its rows, by the server; up to half of them off
 * @param number AUTO_INCREMENT column
 * @param created time at which a row was made
 * @param changed time at which it was changed last
 */
record LiveTable(String name, long estimate, String number, String created, String changed) {
    private static final String ALL = """
            select t.table_name, coalesce(t.table_rows, 0),
              max(if(c.extra like '%auto_increment%', c.column_name, null)),
              max(if(c.data_type in ('datetime', 'timestamp')
                and lower(c.column_name) regexp '^(creat|insert|add)', c.column_name, null)),
              max(if(c.data_type in ('datetime', 'timestamp')
                and lower(c.column_name) regexp '^(updat|modif|chang)', c.column_name, null))
            from information_schema.tables t
            join information_schema.columns c
              on c.table_schema = t.table_schema and c.table_name = t.table_name
            where t.table_schema = ? and t.table_type = 'BASE TABLE'
            group by t.table_name, t.table_rows order by t.table_name""";

    static List<LiveTable> of(Statement statement, String database) throws SQLException {
        try (PreparedStatement query = statement.getConnection().prepareStatement(ALL)) {
            query.setString(1, database);
            List<LiveTable> tables = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    tables.add(new LiveTable(
                            row.getString(1),
                            row.getLong(2),
                            orEmpty(row.getString(3)),
                            orEmpty(row.getString(4)),
                            orEmpty(row.getString(5))));
                }
            }
            return tables;
        }
    }

    private static String orEmpty(String name) {
        return name == null ? "" : name;
    }

    /** In a list of select, or {@code null} where there is none. */
    static String quoted(String column) {
        return column.isEmpty() ? "null" : SchemaObject.quoted(column);
    }
}
