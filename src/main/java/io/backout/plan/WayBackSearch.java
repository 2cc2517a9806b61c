package io.backout.plan;

import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaStatement;
import io.backout.tool.ScratchSchema;
import io.backout.tool.SqlScript;
import io.backout.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches the statements that take the live schema back to a release's: the newest migration first, with the script
 * that its authors left, and what has none by comparing schemas. All of it is run in a rehearsal.
 */
final class WayBackSearch {
    private final Mysql mysql;
    private final MigrationFolders folders;
    private final List<Migration> release;
    private final List<String> impossible = new ArrayList<>();

    /** @param release the migrations that stay */
    WayBackSearch(Mysql mysql, MigrationFolders folders, List<Migration> release) {
        this.mysql = mysql;
        this.folders = folders;
        this.release = release;
    }

    /**
     * @param back migrations that go back, the newest first
     * @param halfWay those of them that failed; a script that takes a whole migration back may not fit the half of it
     */
    List<SchemaStatement> statements(List<String> back, List<String> halfWay) {
        try {
            return search(back, List.of());
        } catch (ToolException e) {
            // A person may have taken everything back already.
            List<String> derived = isBack() ? back : halfWay;
            if (derived.stream().allMatch(migration -> folders.down(migration).isEmpty())) {
                throw e;
            }
            impossible.clear();
            return search(back, derived);
        }
    }

    private boolean isBack() {
        return mysql.wholeSchema()
                .differencesFrom(new ScratchSchema(mysql).build(release))
                .isEmpty();
    }

    private List<SchemaStatement> search(List<String> back, List<String> derived) {
        Schema wanted = new ScratchSchema(mysql).build(release);
        return Rehearsal.of(mysql, rehearsal -> {
            boolean open = false;
            for (int i = 0; i < back.size(); i++) {
                Optional<String> down = derived.contains(back.get(i)) ? Optional.empty() : folders.down(back.get(i));
                if (down.isPresent()) {
                    if (open) {
                        derive(rehearsal, with(back.subList(i, back.size())));
                    }
                    rehearsal.run(back.get(i), new SqlScript(down.get()), mysql.database());
                }
                open = down.isEmpty();
            }
            derive(rehearsal, wanted);
        });
    }

    /** What cannot be derived, with its reason; known after the search. */
    List<String> impossible() {
        return List.copyOf(impossible);
    }

    private void derive(Rehearsal rehearsal, Schema wanted) {
        SchemaReversal reversal = SchemaReversal.of(rehearsal.schema(), wanted);
        impossible.addAll(reversal.impossible());
        if (impossible.isEmpty()) {
            reversal.changes().forEach(rehearsal::run);
            impossible.addAll(rehearsal.schema().differencesFrom(wanted));
        }
    }

    private Schema with(List<String> older) {
        List<Migration> migrations = new ArrayList<>(release);
        older.stream().sorted().map(folders::up).forEach(migrations::add);
        return new ScratchSchema(mysql).build(migrations);
    }
}
