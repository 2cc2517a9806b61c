package io.backout.backup;

import io.backout.tool.ToolException;
import java.util.List;
import java.util.Locale;

/**
 * The schemas of one rollback beside the live one, in the same server; nothing else makes up names of schemas.
 *
 * @param shadow holds the restored copy, with the marker in it
 * @param putAway takes the present tables
 * @param undone takes the restored tables when the cut-over is undone
 * @param runId id of the rollback, as it stands in the marker's rows
 */
public record SwapNames(String live, String shadow, String putAway, String undone, String runId) {
    private static final int LONGEST = 64;

    /** @throws ToolException when the server takes no name of that length */
    public static SwapNames of(String live, String rollbackId) {
        if (!isId(rollbackId)) {
            throw new IllegalArgumentException("no id of a rollback: " + rollbackId);
        }
        String suffix =
                rollbackId.replaceFirst("^RB-", "").toLowerCase(Locale.ROOT).replace('-', '_');
        SwapNames names = new SwapNames(
                live, live + "__rb_" + suffix, live + "__old_" + suffix, live + "__undone_" + suffix, rollbackId);
        if (names.undone.codePointCount(0, names.undone.length()) > LONGEST) {
            throw new ToolException(
                    "the name '%s' has more than %d characters, which no schema may have; nothing was done"
                            .formatted(names.undone, LONGEST),
                    "use a shorter id of the rollback.");
        }
        return names;
    }

    static boolean isId(String rollbackId) {
        return rollbackId.matches("[\\w-]+");
    }

    /** All but live. */
    List<String> aside() {
        return List.of(shadow, putAway, undone);
    }
}
