package io.backout.plan;

import io.backout.tool.SchemaStatement;
import java.util.List;

/**
 * What level 2 takes back in the database; part of what is signed.
 *
 * @param migrations to be marked as rolled back, the newest first
 * @param statements in the order in which they run; none where the schema is the release's already
 * @param losses what they destroy
 * @param schema SHA-256 of the live schema that they were rehearsed on
 * @param snapshotBytes about how much the snapshot takes
 */
public record WayBack(
        List<String> migrations,
        List<SchemaStatement> statements,
        List<Loss> losses,
        String schema,
        long snapshotBytes) {
    /** Of a level that leaves the database alone. */
    public static final WayBack NONE = new WayBack(List.of(), List.of(), List.of(), "", 0);

    public WayBack {
        migrations = List.copyOf(migrations);
        statements = List.copyOf(statements);
        losses = List.copyOf(losses);
    }

    public boolean none() {
        return schema.isEmpty();
    }
}
