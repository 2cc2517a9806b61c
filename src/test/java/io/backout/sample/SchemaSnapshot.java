package io.backout.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statements that rebuild a freshly migrated schema, history included, without starting Prisma. */
record SchemaSnapshot(List<String> statements) {

    static SchemaSnapshot of(SampleDatabase database) {
        List<String> statements = new ArrayList<>();
        // The tables come in the order of their names, not of their keys.
        statements.add("SET SESSION foreign_key_checks = 0");
        for (Map<String, Object> table : database.query("SHOW TABLES")) {
            String name = table.values().iterator().next().toString();
            Map<String, Object> definition =
                    database.query("SHOW CREATE TABLE `%s`".formatted(name)).get(0);
            statements.add(definition.get("Create Table").toString());
        }
        database.query("SELECT * FROM _prisma_migrations").forEach(row -> statements.add(insert(row)));
        return new SchemaSnapshot(statements);
    }

    void restore(SampleDatabase database) {
        database.execute(String.join(";", statements));
    }

    private static String insert(Map<String, Object> migration) {
        List<String> values = migration.values().stream()
                .map(value -> value == null ? "NULL" : "'" + value + "'")
                .toList();
        return "INSERT INTO _prisma_migrations (%s) VALUES (%s)"
                .formatted(String.join(", ", migration.keySet()), String.join(", ", values));
    }
}
