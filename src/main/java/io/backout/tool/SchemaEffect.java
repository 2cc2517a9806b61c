package io.backout.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a statement does to one object of a schema.
 *
 * @param object as the schema names it
 * @param from its definition before; empty when it is not there
 * @param to its definition afterwards; empty when it is not there
 */
public record SchemaEffect(String object, String from, String to) {
    static List<SchemaEffect> between(Schema before, Schema after) {
        TreeSet<String> names = new TreeSet<>(before.objects().keySet());
        names.addAll(after.objects().keySet());
        List<SchemaEffect> effects = new ArrayList<>();
        for (String name : names) {
            String from = before.objects().getOrDefault(name, "");
            String to = after.objects().getOrDefault(name, "");
            if (!from.equals(to)) {
                effects.add(new SchemaEffect(name, from, to));
            }
        }
        return effects;
    }
}
