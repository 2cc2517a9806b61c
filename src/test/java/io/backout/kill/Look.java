package io.backout.kill;

import io.backout.sample.Health;
import io.backout.sample.SampleBackups;
import io.backout.sample.SampleTarget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The target as anybody can see it, without Backout: code, processes, health, history, schema and rows. */
record Look(
        String head,
        String changes,
        Map<String, String> processes,
        boolean healthy,
        String version,
        Map<String, String> definitions,
        Map<String, String> rows,
        List<String> history) {
    private static final String HISTORY =
            "SELECT CONCAT(migration_name, IF(rolled_back_at IS NULL, IF(finished_at IS NULL, ' failed', ''), ' rolled back')) AS m"
                    + " FROM _prisma_migrations ORDER BY started_at, migration_name";

    static Look at(SampleTarget sample) {
        Health health = sample.health();
        Map<String, String> rows = SampleBackups.rows(sample.database());
        Map<String, String> definitions = new TreeMap<>();
        rows.keySet().stream()
                .filter(table -> !table.equals("_prisma_migrations"))
                .forEach(table -> definitions.put(
                        table,
                        String.valueOf(sample.database()
                                        .query("SHOW CREATE TABLE `%s`".formatted(table))
                                        .get(0)
                                        .get("Create Table"))
                                .replaceAll(" AUTO_INCREMENT=\\d+", "")));
        return new Look(
                sample.head(),
                sample.run("git", "status", "--porcelain"),
                sample.processes(),
                health.isHealthy(),
                health.version(),
                definitions,
                rows,
                sample.database().query(HISTORY).stream()
                        .map(row -> String.valueOf(row.get("m")))
                        .filter(migration -> !migration.endsWith(" rolled back"))
                        .toList());
    }

    /** What differs from another look. @param withRows where the rows must be the same, too */
    List<String> differences(Look wanted, boolean withRows) {
        java.util.ArrayList<String> differences = new java.util.ArrayList<>();
        compare(differences, "commit", wanted.head, head);
        compare(differences, "changed files", wanted.changes, changes);
        compare(differences, "processes", wanted.processes, processes);
        compare(differences, "healthy", wanted.healthy, healthy);
        compare(differences, "version", wanted.version, version);
        compare(differences, "migrations", wanted.history, history);
        compare(differences, "definitions", wanted.definitions, definitions);
        if (withRows) {
            compare(differences, "rows", wanted.rows, rows);
        }
        return differences;
    }

    /** As it is, but with the tables and rows of another look. */
    Look withDatabaseOf(Look other) {
        return new Look(head, changes, processes, healthy, version, other.definitions, other.rows, other.history);
    }

    private static void compare(List<String> differences, String what, Object wanted, Object is) {
        if (!wanted.equals(is)) {
            differences.add("%s: %s instead of %s".formatted(what, is, wanted));
        }
    }
}
