package io.backout.plan;

import io.backout.backup.Dump;
import io.backout.backup.JudgedBackup;
import io.backout.record.Choice;
import io.backout.tool.Git;
import io.backout.tool.Migration;
import io.backout.tool.MigrationState;
import java.util.List;
import java.util.Optional;

/** The release that goes back together with a backup: data and code belong together. */
record BackupRelease(String commit, Finding known) {
    private static final String KNOWN = "it is known which release the backup belongs to";
    private static final String REMEDY = "choose the release that ran when the backup was taken.";

    /** The one that was chosen, else the backup's own; its commit is empty when there is none, or more than one. */
    static BackupRelease of(Git git, Choice choice, JudgedBackup backup) {
        List<String> own = backup.releases();
        Optional<String> commit = choice.release()
                .or(() -> own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty())
                .flatMap(git::find);
        return commit.map(found -> new BackupRelease(found, Finding.holds(KNOWN, "ok")))
                .orElseGet(() -> new BackupRelease("", Finding.fails(KNOWN, why(git, choice, backup), REMEDY)));
    }

    private static String why(Git git, Choice choice, JudgedBackup backup) {
        return choice.release()
                .map("release '%s' is unknown in the target's repository"::formatted)
                .orElseGet(() -> "backup set '%s' belongs to %s"
                        .formatted(
                                backup.name(),
                                backup.releases().isEmpty()
                                        ? "no release that git knows"
                                        : "one of several releases: "
                                                + String.join(", ", ReleaseNames.of(git, backup.releases()))));
    }

    Finding fits(Git git, Dump dump) {
        List<String> wrong = MigrationState.of(dump.migrations(), Migration.of(git, commit)).stream()
                .filter(state -> !state.asReleased())
                .map(MigrationState::sentence)
                .toList();
        return Finding.of(
                "the backup's migrations are those of the release",
                wrong.isEmpty(),
                "the backup does not fit the release: " + String.join("; ", wrong),
                REMEDY);
    }
}
