package io.backout.plan;

import io.backout.tool.SchemaChange;

/**
 * What one statement of the way back destroys, or may change.
 *
 * @param change that destroys it; its 'losing' counts
 * @param rows counted when the plan was made
 * @param bound the most that a signature covers
 */
public record Loss(SchemaChange change, long rows, long bound) {
    static Loss of(SchemaChange change, long rows) {
        return new Loss(change, rows, LossBound.of(rows));
    }

    /** As in a sentence: "column orders.note (12 values)". */
    public String words() {
        String unit = change.object().startsWith("table ") ? "row" : "value";
        return "%s (%,d %s%s)".formatted(change.object(), rows, unit, rows == 1 ? "" : "s");
    }
}
