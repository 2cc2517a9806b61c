package io.backout.backup;

/**
 * Something in a restored copy that is not as in the backup.
 *
 * @param table empty when it is about all of them
 * @param what as a sentence that names the table
 * @param hint what to do
 */
public record CopyFinding(String table, String what, String hint) {
    static final String RESTORE_AGAIN = "drop the schema and restore again; if it is so again, choose another backup.";
    static final String OTHER_BACKUP =
            "the backup itself is so: choose another one, or ask the owners whether they can live with it.";
}
