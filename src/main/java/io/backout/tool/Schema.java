package io.backout.tool;

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
