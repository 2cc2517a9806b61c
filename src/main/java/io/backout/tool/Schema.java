package io.backout.tool;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database is made of: object ("column orders.status") to definition, in the server's own words. Column order,
 * AUTO_INCREMENT's next value and Prisma's own table are left out, because they differ between equal schemas.
 */
public record Schema(Map<String, String> objects) {
    public Schema {
        objects = new TreeMap<>(objects);
    }

    /** A database's, as the account of the statement may see it. */
    public static Schema of(Statement statement, String database) throws SQLException {
        return SchemaReader.read(statement, database);
    }

    /** Everything but one table. */
    public Schema without(String table) {
        Map<String, String> rest = new TreeMap<>(objects);
        rest.keySet().removeIf(object -> SchemaObject.of(object).table().equals(table));
        return new Schema(rest);
    }

    /** How this schema differs from another, one sentence for each object. */
    public List<String> differencesFrom(Schema wanted) {
        List<String> differences = new ArrayList<>();
        wanted.objects.forEach((name, definition) -> {
            String found = objects.get(name);
            if (found == null) {
                differences.add("%s is missing".formatted(name));
            } else if (!found.equals(definition)) {
                differences.add("%s is '%s' instead of '%s'".formatted(name, found, definition));
            }
        });
        objects.keySet().stream()
                .filter(name -> !wanted.objects.containsKey(name))
                .forEach(name -> differences.add("%s should not be there".formatted(name)));
        return differences;
    }
}
