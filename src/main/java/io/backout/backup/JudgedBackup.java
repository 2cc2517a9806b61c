package io.backout.backup;

import java.time.Instant;
import java.util.List;

/**
 * A backup set with what is known of it.
 *
 * @param taken when its dump was last written
 * @param verdict in words
 * @param releases commits that it may belong to; exactly one when that is known
 */
public record JudgedBackup(
        String name,
        String directory,
        Instant taken,
        String verdict,
        List<String> releases,
        List<BackupFinding> findings) {
    static JudgedBackup of(BackupSet set, BackupVerdict verdict, List<String> releases) {
        return new JudgedBackup(
                set.name(),
                set.directory().toString(),
                set.taken(),
                verdict.kind().words(),
                releases,
                verdict.findings());
    }

    /** Somebody has read its dump since it was last changed. */
    public boolean read() {
        return !verdict.equals(BackupVerdict.Kind.NOT_READ.words());
    }

    public boolean sound() {
        return verdict.equals(BackupVerdict.Kind.SOUND.words());
    }
}
