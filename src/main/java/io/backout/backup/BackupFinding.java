package io.backout.backup;

/** One sentence about a backup set: what is wrong, what it means, what to do. */
public record BackupFinding(Weight weight, String sentence) {
    /** From what only needs to be known to what makes a set useless. */
    public enum Weight {
        NOTE,
        DOUBT,
        FAULT
    }

    static BackupFinding note(String sentence) {
        return new BackupFinding(Weight.NOTE, sentence);
    }

    static BackupFinding doubt(String sentence) {
        return new BackupFinding(Weight.DOUBT, sentence);
    }

    static BackupFinding fault(String sentence) {
        return new BackupFinding(Weight.FAULT, sentence);
    }
}
