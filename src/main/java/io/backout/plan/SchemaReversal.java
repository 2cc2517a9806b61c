package io.backout.plan;

import io.backout.tool.Schema;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The way from the live schema back to a release's, derived by comparing both: one clause per statement, in an order in
 * which each can be run.
 *
 * @param impossible what cannot be derived, with its reason; it is named, never guessed
 */
public record SchemaReversal(List<SchemaChange> changes, List<String> impossible) {
    public static SchemaReversal of(Schema live, Schema wanted) {
        TreeSet<String> names = new TreeSet<>(live.objects().keySet());
        names.addAll(wanted.objects().keySet());
        List<Reversal> reversals = new ArrayList<>();
        for (String name : names) {
            String from = live.objects().getOrDefault(name, "");
            String to = wanted.objects().getOrDefault(name, "");
            if (!from.equals(to)) {
                reversals.addAll(of(name, from, to, live, wanted));
            }
        }
        return new SchemaReversal(
                reversals.stream()
                        .filter(Reversal::possible)
                        .sorted(Comparator.comparing(Reversal::phase))
                        .map(Reversal::change)
                        .toList(),
                reversals.stream()
                        .filter(reversal -> !reversal.possible())
                        .map(Reversal::impossible)
                        .toList());
    }

    private static List<Reversal> of(String name, String from, String to, Schema live, Schema wanted) {
        SchemaObject object = SchemaObject.of(name);
        if (object.isPart()) {
            String table = "table " + object.table();
            if (!live.objects().containsKey(table) && !wanted.objects().containsKey(table)) {
                return List.of(Reversal.impossible("%s has a dot in its table's name".formatted(name)));
            }
            // A part comes and goes with its table; only what points to other tables must go before.
            boolean alone =
                    live.objects().containsKey(table) && wanted.objects().containsKey(table);
            if (!alone && !(to.isEmpty() && object.kind().equals("foreign key"))) {
                return List.of();
            }
        }
        return switch (object.kind()) {
            case "table" -> TableReversal.table(name, object, from, to);
            case "column" -> ColumnReversal.of(name, object, from, to);
            case "index" -> KeyReversal.index(name, object, from, to);
            case "foreign key" -> KeyReversal.foreignKey(name, object, from, to);
            case "check" -> KeyReversal.check(name, object, from, to);
            case "view", "trigger", "function", "procedure", "event" -> TableReversal.program(name, object, from, to);
            default -> List.of(Reversal.impossible("%s: nothing is known of such a part".formatted(name)));
        };
    }
}
