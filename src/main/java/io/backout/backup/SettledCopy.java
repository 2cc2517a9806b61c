package io.backout.backup;

import io.backout.record.PrivateFiles;
import io.backout.tool.Mysql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A restored copy that is in the server's files, and not only in its log: a server killed in the cut-over must find it. */
public final class SettledCopy {
    private SettledCopy() {}

    /**
     * Waits for the server's checkpoint, while the application still runs.
     *
     * @param directory of the cut-over's journal; settings that are changed meanwhile are written down there
     * @return as the end of a sentence, what a person should know; empty when all is well
     */
    public static String settle(Mysql mysql, SwapNames names, Path directory) {
        try {
            PrivateFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of the cut-over could not be made", e);
        }
        Swap swap = new Swap(names, SwapRoute.there(names), CutOver.journal(directory, names), SwapLimits.SETTLING);
        List<String> notes = mysql.alone(swap::settle);
        return notes.isEmpty() ? "" : "; to be known: " + String.join("; ", notes);
    }
}
