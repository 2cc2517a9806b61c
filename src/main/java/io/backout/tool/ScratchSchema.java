package io.backout.tool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Builds the schema that a list of migrations makes, in a database of its own, and removes it again. */
public final class ScratchSchema {
    /** Migrations never change their meaning, so a schema is built once in the life of this process. */
    private static final Map<String, Schema> BUILT = new ConcurrentHashMap<>();

    private final Mysql mysql;

    public ScratchSchema(Mysql mysql) {
        this.mysql = mysql;
    }

    /** @throws ToolException when the administrator's account is missing or a migration cannot be run */
    public Schema build(List<Migration> migrations) {
        String key = mysql.location() + " "
                + migrations.stream().map(Migration::checksum).toList();
        Schema known = BUILT.get(key);
        if (known != null) {
            return known;
        }
        Schema built = mysql.asAdministrator(statement -> build(statement, migrations));
        BUILT.put(key, built);
        return built;
    }

    /** What tables would be in the server's own words; the statements may be in any order. */
    public Schema build(List<String> createTables, Statement statement) throws SQLException {
        return ScratchDatabase.with(statement, defaults(statement, mysql.database()), scratch -> {
            statement.execute("use " + SchemaObject.quoted(scratch));
            statement.execute("set session foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
            for (String create : createTables) {
                statement.execute(create);
            }
            return SchemaReader.read(statement, scratch);
        });
    }

    private Schema build(Statement statement, List<Migration> migrations) throws SQLException {
        return ScratchDatabase.with(statement, defaults(statement, mysql.database()), scratch -> {
            statement.execute("use " + SchemaObject.quoted(scratch));
            for (Migration migration : migrations) {
                requireUnqualified(migration, migrations);
                if (!migration.sql().isBlank()) {
                    SqlScript.execute(statement, migration.sql());
                }
            }
            return SchemaReader.read(statement, scratch);
        });
    }

    /** Whoever names the live database changes it. A table of the same name makes the two hard to tell apart. */
    private void requireUnqualified(Migration migration, List<Migration> migrations) {
        String database = mysql.database();
        boolean alsoTable = migrations.stream()
                .anyMatch(one -> one.sql().contains("CREATE TABLE " + SchemaObject.quoted(database)));
        if (!alsoTable && new SqlScript(migration.sql()).names(database)) {
            throw new ToolException(
                    "migration '%s' names the database '%s' itself, so it cannot be run beside it"
                            .formatted(migration.name(), database),
                    "leave the database's name out of migrations; the connection knows it.");
        }
    }

    /** Tables without a charset of their own take the database's, so both must have the same. */
    public static String defaults(Statement statement, String database) throws SQLException {
        try (var query = statement
                .getConnection()
                .prepareStatement("select default_character_set_name, default_collation_name"
                        + " from information_schema.schemata where schema_name = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? "character set %s collate %s".formatted(row.getString(1), row.getString(2)) : "";
            }
        }
    }
}
