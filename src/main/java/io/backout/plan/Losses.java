package io.backout.plan;

import io.backout.tool.Schema;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaEffect;
import io.backout.tool.SchemaObject;
import io.backout.tool.SchemaStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what the statements of a way back destroy, so that it can be counted, shown and kept. */
final class Losses {
    private final Schema live;
    private final Schema wanted;
    private final Map<String, SchemaChange> losses = new LinkedHashMap<>();

    private Losses(Schema live, Schema wanted) {
        this.live = live;
        this.wanted = wanted;
    }

    /** @throws io.backout.tool.ToolException when it cannot be told what a statement changes */
    static List<SchemaChange> of(Schema live, Schema wanted, List<SchemaStatement> statements) {
        Losses losses = new Losses(live, wanted);
        statements.forEach(losses::look);
        return List.copyOf(losses.losses.values());
    }

    private void look(SchemaStatement statement) {
        if (statement.effects().isEmpty()) {
            write(statement);
        }
        for (SchemaEffect effect : statement.effects()) {
            SchemaObject object = SchemaObject.of(effect.object());
            boolean goes = effect.to().isEmpty();
            if (!live.objects().containsKey(effect.object()) || effect.from().isEmpty()) {
                continue;
            }
            if (object.isTable() && goes) {
                table(object.table(), statement.sql());
            } else if (object.kind().equals("column") && goes) {
                column(effect, object, statement);
            } else if (object.kind().equals("column") && !statement.source().isEmpty()) {
                // Of what a team wrote, nobody checked that every value survives.
                table(object.table(), statement.sql());
            }
        }
    }

    private void column(SchemaEffect effect, SchemaObject object, SchemaStatement statement) {
        String table = "table " + object.table();
        boolean withItsTable = statement.effects().stream()
                .anyMatch(other -> other.object().equals(table) && other.to().isEmpty());
        if (withItsTable) {
            return;
        }
        if (wanted.objects().containsKey(effect.object())) {
            // It comes again, without its values.
            table(object.table(), statement.sql());
            return;
        }
        String from = live.objects().getOrDefault(effect.object(), "");
        losses.putIfAbsent(
                effect.object(),
                new SchemaChange(effect.object(), from, "", statement.sql())
                        .losing("SELECT COUNT(*) FROM %s WHERE %s IS NOT NULL"
                                .formatted(object.quotedTable(), object.quotedName())));
    }

    private void table(String name, String sql) {
        String object = "table " + name;
        String from = live.objects().getOrDefault(object, "");
        losses.putIfAbsent(
                object,
                new SchemaChange(object, from, wanted.objects().getOrDefault(object, ""), sql)
                        .losing("SELECT COUNT(*) FROM "
                                + SchemaObject.of(object).quotedTable()));
    }

    /** Only a team's own script changes rows and leaves the schema alone. */
    private void write(SchemaStatement statement) {
        RowWrite write = RowWrite.of(statement);
        if (write.destroys() && live.objects().containsKey("table " + write.table())) {
            table(write.table(), statement.sql());
        }
    }
}
