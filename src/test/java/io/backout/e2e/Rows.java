package io.backout.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every row of a schema, told by rows and checksum of each table. */
record Rows(Map<String, String> tables) {
    static Rows of(Scene scene) {
        return of(scene, scene.sample().database().name());
    }

    /** In the schema beside the live one whose name contains this; without the table that Backout keeps there. */
    static Rows aside(Scene scene, String part) {
        String schema = new BackupsOfTheScene(scene)
                .schemasAside().stream()
                        .filter(name -> name.contains(part))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no schema " + part));
        Map<String, String> tables = new TreeMap<>(of(scene, schema).tables());
        tables.remove("__rb_marker");
        return new Rows(tables);
    }

    private static Rows of(Scene scene, String schema) {
        Map<String, String> tables = new TreeMap<>();
        List<Map<String, Object>> names = scene.sample()
                .database()
                .query(
                        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '%s' AND table_type = 'BASE TABLE'"
                                .formatted(schema));
        for (Map<String, Object> row : names) {
            String name = String.valueOf(row.get("name"));
            String table = "`%s`.`%s`".formatted(schema, name);
            Object count = scene.sample()
                    .database()
                    .query("SELECT COUNT(*) AS n FROM " + table)
                    .get(0)
                    .get("n");
            Object checksum = scene.sample()
                    .database()
                    .query("CHECKSUM TABLE " + table)
                    .get(0)
                    .get("Checksum");
            tables.put(name, count + " rows, " + checksum);
        }
        return new Rows(tables);
    }
}
