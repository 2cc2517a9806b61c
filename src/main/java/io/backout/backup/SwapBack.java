package io.backout.backup;

import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.nio.file.Path;

/** Undoes a cut-over while what it put away is there: row for row and object for object as before. */
public final class SwapBack {
    private final Mysql mysql;
    private final SwapNames names;
    private final JournalFile cutOver;
    private final Swap swap;

    /** @param directory where the cut-over left its journal */
    public SwapBack(Mysql mysql, SwapNames names, Path directory, SwapLimits limits) {
        this.mysql = mysql;
        this.names = names;
        this.cutOver = new JournalFile(CutOver.journal(directory, names));
        this.swap = new Swap(
                names, SwapRoute.back(names), directory.resolve("swap-back-%s.json".formatted(names.runId())), limits);
    }

    /** As {@link CutOver#probe}. */
    public SwapState probe() {
        return mysql.alone(swap::state);
    }

    /** The restored tables go to the schema of undone ones. As {@link CutOver#run}. */
    public SwapResult run() {
        SwapJournal before = cutOver.read()
                .orElseThrow(() -> new ToolException(
                        "the journal of cut-over '%s' is gone, so triggers and views of '%s' could not be brought back; nothing was changed"
                                .formatted(names.runId(), names.live()),
                        "bring the file back from a backup of Backout's data directory."));
        return mysql.alone(statement ->
                swap.run(statement, new Wanted(StoredObjects.all(before.objects()), before.cutKeys(), false)));
    }

    /** As {@link CutOver#backOff}. */
    public void backOff() {
        mysql.alone(statement -> {
            swap.backOff(statement);
            return statement;
        });
    }
}
