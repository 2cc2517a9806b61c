package io.backout.step;

import io.backout.backup.BackupFinding;
import io.backout.backup.BackupTaking;
import io.backout.backup.JudgedBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the commander reads of one backup set. @param releases that it may belong to, by name */
record KnownBackup(JudgedBackup set, List<String> releases, Instant now) {
    /** What a rollback put away stands first in the list, and is the last that anybody wants back. */
    String words() {
        boolean emergency = set.name().startsWith(BackupTaking.EMERGENCY);
        return "%s, %s, %s%s"
                .formatted(
                        set.verdict(),
                        age(set.taken(), now),
                        release(),
                        emergency ? ", as an earlier rollback found the data: damaged, perhaps" : "");
    }

    String sentence() {
        if (!set.read()) {
            return words() + "; it is read whole before anything else, and refused if it is not sound";
        }
        return words()
                + set.findings().stream()
                        .filter(finding -> !set.sound() && finding.weight() != BackupFinding.Weight.NOTE)
                        .findFirst()
                        .map(finding -> ": " + Briefing.quoted(finding.sentence()))
                        .orElse("");
    }

    static String age(Instant taken, Instant now) {
        Duration age = Duration.between(taken, now);
        String when = taken.toString().substring(0, 16).replace('T', ' ');
        return age.toHours() < 48
                ? "%s UTC, %d h %d min ago".formatted(when, age.toHours(), age.toMinutesPart())
                : "%s UTC, %d days ago".formatted(when, age.toDays());
    }

    private String release() {
        return switch (releases.size()) {
            case 0 -> "of no known release";
            case 1 -> "of release " + releases.get(0);
            default -> "fits %d releases: choose one below".formatted(releases.size());
        };
    }
}
