package io.backout.backup;

import java.util.List;

/**
 * A backup set with what is known of it.
 *
 * @param verdict in words
 * @param releases commits that it may belong to; exactly one when that is known
 */
public record JudgedBackup(
        String name, String directory, String verdict, List<String> releases, List<BackupFinding> findings) {
    static JudgedBackup of(BackupSet set, BackupVerdict verdict, List<String> releases) {
        return new JudgedBackup(
                set.name(), set.directory().toString(), verdict.kind().words(), releases, verdict.findings());
    }

    public boolean sound() {
        return verdict.equals(BackupVerdict.Kind.SOUND.words());
    }

    /** For a terminal: one line, and one for each finding. */
    public String text() {
        StringBuilder text = new StringBuilder("%s  %s, %s%n".formatted(name, verdict, release()));
        findings.forEach(finding -> text.append("  %s%n".formatted(finding.sentence())));
        return text.toString();
    }

    private String release() {
        return switch (releases.size()) {
            case 0 -> "of no release that git knows";
            case 1 -> "of release " + releases.get(0);
            default -> "of one of %d releases that it fits: %s".formatted(releases.size(), String.join(", ", releases));
        };
    }
}
