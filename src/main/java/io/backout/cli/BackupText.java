package io.backout.cli;

import io.backout.backup.JudgedBackup;

/** A backup set as a terminal shows it: one line, and one for each finding. */
record BackupText(JudgedBackup backup) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%s  %s, %s%n".formatted(backup.name(), backup.verdict(), release()));
        backup.findings().forEach(finding -> text.append("  %s%n".formatted(finding.sentence())));
        return text.toString();
    }

    private String release() {
        return switch (backup.releases().size()) {
            case 0 -> "of no release that git knows";
            case 1 -> "of release " + backup.releases().get(0);
            default ->
                "of one of %d releases that it fits: %s"
                        .formatted(backup.releases().size(), String.join(", ", backup.releases()));
        };
    }
}
