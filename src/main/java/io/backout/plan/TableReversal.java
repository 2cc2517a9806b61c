package io.backout.plan;

import io.backout.plan.Reversal.Phase;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaObject;
import java.util.List;
import java.util.Locale;

/** Whole tables, and the programs beside them: what came can go; what went took its contents with it. */
final class TableReversal {
    private TableReversal() {}

    static List<Reversal> table(String name, SchemaObject object, String from, String to) {
        if (from.isEmpty()) {
            return List.of(Reversal.impossible("%s was dropped, and its rows with it".formatted(name)));
        }
        if (!to.isEmpty()) {
            return List.of(Reversal.impossible("%s has the options '%s' instead of '%s'".formatted(name, from, to)));
        }
        SchemaChange drop = new SchemaChange(name, from, to, "DROP TABLE " + object.quotedTable())
                .losing("SELECT COUNT(*) FROM " + object.quotedTable());
        return List.of(Reversal.by(Phase.TABLES_AWAY, drop));
    }

    /** Views, triggers, functions, procedures, events; the server does not tell how they were written. */
    static List<Reversal> program(String name, SchemaObject object, String from, String to) {
        if (!to.isEmpty()) {
            return List.of(Reversal.impossible("%s was changed or dropped".formatted(name)));
        }
        String drop = "DROP %s %s".formatted(object.kind().toUpperCase(Locale.ROOT), object.quotedTable());
        return List.of(Reversal.by(Phase.PROGRAMS_AWAY, new SchemaChange(name, from, to, drop)));
    }
}
