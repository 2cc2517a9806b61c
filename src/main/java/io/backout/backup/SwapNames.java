package io.backout.backup;

import io.backout.tool.ToolException;

/**
 * The schemas of one cut-over, each in the same server.
 *
 * @param shadow holds the restored copy, with the marker in it
 * @param putAway takes the present tables
 * @param undone takes the restored tables when the cut-over is undone
 */
public record SwapNames(String live, String shadow, String putAway, String undone, String runId) {
    private static final int LONGEST = 64;

    public static SwapNames of(String live, String runId) {
        SwapNames names =
                new SwapNames(live, live + "__rb_" + runId, live + "__old_" + runId, live + "__undone_" + runId, runId);
        if (names.undone.codePointCount(0, names.undone.length()) > LONGEST) {
            throw new ToolException(
                    "the name '%s' has more than %d characters, which no schema may have; nothing was done"
                            .formatted(names.undone, LONGEST),
                    "use a shorter run id.");
        }
        return names;
    }
}
