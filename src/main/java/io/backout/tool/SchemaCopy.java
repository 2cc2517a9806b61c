package io.backout.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes every object of a database again in another one, without rows. Events are left out: there they would run. */
final class SchemaCopy {
    /** It would have to be somebody whom the administrator may act for; a role has no host. */
    private static final String DEFINER = "(?i) DEFINER=(?:`[^`]*`|'[^']*'|\\w+)(?:@(?:`[^`]*`|'[^']*'|[\\w.%]+))?";

    private static final List<String> KINDS = List.of("FUNCTION", "PROCEDURE", "VIEW", "TRIGGER");

    private final Statement statement;
    private final String from;

    /** @param mode in which a program was parsed, and is run: that of its own day */
    private record Creation(String mode, String sql) {}

    SchemaCopy(Statement statement, String from) {
        this.statement = statement;
        this.from = from;
    }

    /** @throws ToolException when an object cannot be made again */
    void make(Schema schema, String scratch) throws SQLException {
        statement.execute("set @before = @@session.sql_mode, session sql_mode = '', sql_quote_show_create = 1,"
                + " foreign_key_checks = 0");
        List<Creation> creations = new ArrayList<>();
        // Where it is the database in use, the server leaves its name out of a view.
        statement.execute("use " + SchemaObject.quoted(from));
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
        statement.execute("set session sql_mode = @before, foreign_key_checks = 1");
    }

    /** A view may need another one first. */
    private void run(Deque<Creation> creations) throws SQLException {
        int failures = 0;
        while (!creations.isEmpty()) {
            Creation creation = creations.removeFirst();
            try {
                statement.execute("set session sql_mode = '%s'".formatted(creation.mode()));
                statement.execute(creation.sql());
                failures = 0;
            } catch (SQLException e) {
                creations.addLast(creation);
                failures++;
                if (failures >= creations.size()) {
                    throw notCopied("'%s' says %s".formatted(creation.sql(), e.getMessage()));
                }
            }
        }
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("show full tables where Table_type = 'BASE TABLE'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private Creation creation(String kind, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("show create %s %s".formatted(kind, SchemaObject.quoted(name)))) {
            row.next();
            if (kind.equals("TABLE")) {
                return new Creation("", row.getString(2));
            }
            if (kind.equals("VIEW")) {
                // MariaDB leaves it out before tables, but not before all columns.
                return new Creation(
                        "",
                        row.getString(2)
                                .replaceFirst(DEFINER, "")
                                .replaceAll(Pattern.quote(SchemaObject.quoted(from)) + "\\.(?=(?:`[^`]+`)+\\.)", ""));
            }
            String text = row.getString(3);
            if (text == null) {
                throw notCopied(
                        "the administrator may not read %s '%s'".formatted(kind.toLowerCase(Locale.ROOT), name));
            }
            return new Creation(row.getString(2), unqualified(kind, name, text.replaceFirst(DEFINER, "")));
        }
    }

    /** What a program in the copy does must not reach the live database. */
    private String unqualified(String kind, String name, String text) {
        String unqualified = SqlScript.unqualified(text, from);
        if (new SqlScript(unqualified).names(from)) {
            throw notCopied(
                    "%s '%s' names the database '%s' itself".formatted(kind.toLowerCase(Locale.ROOT), name, from));
        }
        return unqualified;
    }

    private static ToolException notCopied(String why) {
        return new ToolException(
                "the live schema could not be copied for a rehearsal: " + why, "mend that, or choose level 3.");
    }
}
