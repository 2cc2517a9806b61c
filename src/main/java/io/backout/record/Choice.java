package io.backout.record;

import java.util.Optional;

/**
 * What a person chose to do.
 *
 * @param level 1, 2 or 3; 0 closes without rollback
 * @param release tag, branch or commit to go back to; empty = the preselected one, at level 3 the backup's
 * @param backup name of the backup set that level 3 restores
 * @param stopsWriting at level 3 the services stop before the copy is prepared, so that nothing more is lost meanwhile
 * @param undoes id of the rollback whose cut-over goes back
 */
public record Choice(
        int level, Optional<String> release, Optional<String> backup, boolean stopsWriting, Optional<String> undoes) {
    public static final Choice CLOSE = ofLevel(0, Optional.empty());

    public static Choice ofLevel(int level, Optional<String> release) {
        return new Choice(level, release, Optional.empty(), false, Optional.empty());
    }

    public static Choice ofBackup(Optional<String> backup, Optional<String> release, boolean stopsWriting) {
        return new Choice(3, release, backup, stopsWriting, Optional.empty());
    }

    /** Needs the signatures of level 3. */
    public static Choice undoing(String rollbackId) {
        return new Choice(3, Optional.empty(), Optional.empty(), false, Optional.of(rollbackId));
    }
}
