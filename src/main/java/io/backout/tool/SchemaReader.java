package io.backout.tool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a database's schema: tables as the server would create them, and what stands beside the tables. */
final class SchemaReader {
    static final String PRISMAS_OWN = "_prisma_migrations";
    private static final String TABLES = "select table_name from information_schema.tables"
            + " where table_schema = ? and table_type = 'BASE TABLE' order by table_name";
    private static final List<String> BESIDE = List.of(
            "select concat('view ', table_name), concat_ws(' ', security_type, check_option, view_definition)"
                    + " from information_schema.views where table_schema = ?",
            "select concat('trigger ', trigger_name), concat_ws(' ', action_timing, event_manipulation, 'on',"
                    + " event_object_table, action_statement) from information_schema.triggers where trigger_schema = ?",
            "select concat(lower(routine_type), ' ', routine_name), concat_ws(' ', security_type, dtd_identifier,"
                    + " routine_definition) from information_schema.routines where routine_schema = ?",
            "select concat('event ', event_name), concat_ws(' ', status, execute_at, interval_value, interval_field,"
                    + " event_definition) from information_schema.events where event_schema = ?");

    private final Statement statement;
    private final String database;

    private SchemaReader(Statement statement, String database) {
        this.statement = statement;
        this.database = database;
    }

    static Schema read(Statement statement, String database) throws SQLException {
        // The server's words depend on its mode: ANSI_QUOTES would change every name.
        statement.execute("set @mode = @@session.sql_mode, session sql_mode = '', session sql_quote_show_create = 1");
        try {
            return new SchemaReader(statement, database).read();
        } finally {
            statement.execute("set session sql_mode = @mode");
        }
    }

    private Schema read() throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        for (String table : tables()) {
            objects.putAll(TableDefinition.objects(table, definition(table)));
        }
        for (String query : BESIDE) {
            try (PreparedStatement prepared = prepared(query);
                    ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    // Names inside may be qualified with the database's own, and MySQL keeps the semicolon behind.
                    String definition = rows.getString(2).replaceFirst("[;\\s]+$", "");
                    objects.put(rows.getString(1), SqlScript.unqualified(definition, database));
                }
            }
        }
        return new Schema(objects);
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement prepared = prepared(TABLES);
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                if (!rows.getString(1).equals(PRISMAS_OWN)) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    private String definition(String table) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "show create table %s.%s".formatted(SchemaObject.quoted(database), SchemaObject.quoted(table)))) {
            row.next();
            return row.getString(2);
        }
    }

    private PreparedStatement prepared(String query) throws SQLException {
        PreparedStatement prepared = statement.getConnection().prepareStatement(query);
        prepared.setString(1, database);
        return prepared;
    }
}
