package io.backout.backup;

import io.backout.tool.Mysql;
import java.nio.file.Path;
import java.util.List;

/** Puts a restored copy in live's place, and live's tables away, in one statement; may be run again after any crash. */
public final class CutOver {
    private final Mysql mysql;
    private final Swap swap;

    /** @param directory of this rollback, for its owner only; keeps the journal that undoing needs */
    public CutOver(Mysql mysql, SwapNames names, Path directory, SwapLimits limits) {
        this.mysql = mysql;
        this.swap = new Swap(names, SwapRoute.there(names), journal(directory, names), limits);
    }

    /**
     * Looks where the marker lies, and changes nothing.
     *
     * @throws io.backout.tool.ToolException when that does not tell
     */
    public SwapState probe() {
        return mysql.alone(swap::state);
    }

    /**
     * @param backup what stands beside the tables in the backup
     * @param keepsNumbers AUTO_INCREMENT goes on from the higher one of live and backup
     * @throws io.backout.tool.ToolException says whether everything is as before, or what is left to do
     */
    public SwapResult run(StoredObjects backup, boolean keepsNumbers) {
        return mysql.alone(statement -> swap.run(statement, new Wanted(backup, List.of(), keepsNumbers)));
    }

    /** Where nothing was swapped: gives live back what an interrupted attempt took; otherwise nothing. */
    public void backOff() {
        mysql.alone(statement -> {
            swap.backOff(statement);
            return statement;
        });
    }

    static Path journal(Path directory, SwapNames names) {
        return directory.resolve("cut-over-%s.json".formatted(names.runId()));
    }
}
