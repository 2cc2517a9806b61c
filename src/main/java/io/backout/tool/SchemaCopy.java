package io.backout.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Makes every object of a database again in another one, without rows. Events are left out: there they would run. */
final class SchemaCopy {
    private static final String DEFINER = "(?i) DEFINER=(?:`[^`]*`|'[^']*'|\\w+)@(?:`[^`]*`|'[^']*'|[\\w.%]+)";
    private static final List<String> KINDS = List.of("FUNCTION", "PROCEDURE", "VIEW", "TRIGGER");

    private final Statement statement;
    private final String from;

    SchemaCopy(Statement statement, String from) {
        this.statement = statement;
        this.from = from;
    }

    /** Into the database in use. */
    void make(Schema schema, String scratch) throws SQLException {
        statement.execute("set session sql_quote_show_create = 1, foreign_key_checks = 0");
        List<String> creations = new ArrayList<>();
        for (String table : tables()) {
            creations.add(creation("TABLE", table));
        }
        for (String kind : KINDS) {
            for (String object : schema.objects().keySet()) {
                SchemaObject parsed = SchemaObject.of(object);
                if (parsed.kind().equals(kind.toLowerCase(Locale.ROOT))) {
                    creations.add(creation(kind, parsed.table()));
                }
            }
        }
        statement.execute("use " + SchemaObject.quoted(scratch));
        run(new ArrayDeque<>(creations));
        statement.execute("set session foreign_key_checks = 1");
    }

    /** A view may need another one first. */
    private void run(Deque<String> creations) throws SQLException {
        int failures = 0;
        while (!creations.isEmpty()) {
            String creation = creations.removeFirst();
            try {
                statement.execute(creation);
                failures = 0;
            } catch (SQLException e) {
                creations.addLast(creation);
                failures++;
                if (failures >= creations.size()) {
                    throw e;
                }
            }
        }
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "show full tables from %s where Table_type = 'BASE TABLE'".formatted(SchemaObject.quoted(from)))) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private String creation(String kind, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "show create %s %s.%s".formatted(kind, SchemaObject.quoted(from), SchemaObject.quoted(name)))) {
            row.next();
            String text = row.getString(List.of("TABLE", "VIEW").contains(kind) ? 2 : 3);
            return kind.equals("TABLE")
                    ? text
                    : text.replaceFirst(DEFINER, "").replace(SchemaObject.quoted(from) + ".", "");
        }
    }
}
