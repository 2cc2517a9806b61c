package io.backout.e2e;

import io.backout.sample.SampleTarget;
import java.util.Map;
import java.util.TreeMap;

/** The live schema in the server's own words, read without any of Backout's code. */
final class SchemaText {
    private static final String TABLES = """
            SELECT table_name AS name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'""";

    private SchemaText() {}

    /** Name to definition; the next number of an AUTO_INCREMENT is data. */
    static Map<String, String> of(SampleTarget sample) {
        Map<String, String> tables = new TreeMap<>();
        for (Map<String, Object> table : sample.database().query(TABLES)) {
            String name = String.valueOf(table.get("name"));
            String definition = String.valueOf(sample.database()
                    .query("SHOW CREATE TABLE `%s`".formatted(name))
                    .get(0)
                    .get("Create Table"));
            // MySQL says the character set, too, where a table was made from what SHOW CREATE said.
            tables.put(
                    name,
                    definition
                            .replaceAll(" AUTO_INCREMENT=\\d+", "")
                            .replace(" CHARACTER SET utf8mb4 COLLATE", " COLLATE"));
        }
        return tables;
    }
}
