package io.backout.cli;

import io.backout.backup.BackupFinding;
import io.backout.backup.BackupSet;
import io.backout.backup.BackupVerdict;
import java.util.List;

/**
 * One set as it is shown.
 *
 * @param verdict in words
 * @param releases commits that it may belong to; exactly one when that is known
 */
record BackupView(String name, String directory, String verdict, List<String> releases, List<BackupFinding> findings) {
    static BackupView of(BackupSet set, BackupVerdict verdict, List<String> releases) {
        return new BackupView(
                set.name(), set.directory().toString(), verdict.kind().words(), releases, verdict.findings());
    }

    boolean sound() {
        return verdict.equals(BackupVerdict.Kind.SOUND.words());
    }

    String text() {
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
