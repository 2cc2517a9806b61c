package io.backout.backup;

import io.backout.backup.BackupFinding.Weight;
import java.util.List;

/** Whether a backup set can be restored from, and everything that speaks against it. */
public record BackupVerdict(Kind kind, List<BackupFinding> findings) {
    /** What is known of a set. */
    public enum Kind {
        SOUND("sound"),
        NOT_SOUND("not sound"),
        NOT_PROVABLE("completeness not provable"),
        NOT_READ("not read yet");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    static BackupVerdict of(List<BackupFinding> findings) {
        boolean fault = findings.stream().anyMatch(finding -> finding.weight() == Weight.FAULT);
        boolean doubt = findings.stream().anyMatch(finding -> finding.weight() == Weight.DOUBT);
        return new BackupVerdict(
                fault ? Kind.NOT_SOUND : doubt ? Kind.NOT_PROVABLE : Kind.SOUND, List.copyOf(findings));
    }
}
