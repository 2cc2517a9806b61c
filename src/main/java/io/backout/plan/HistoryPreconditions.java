package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.Git;
import io.backout.tool.Migration;
import io.backout.tool.MigrationState;
import io.backout.tool.MigrationState.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must hold between Prisma's history and the release to go back to. */
final class HistoryPreconditions {
    private static final String OTHER_LEVELS =
            "the way back is level 2 (take the migrations back) or level 3 (restore a backup).";
    private static final Predicate<MigrationState> PENDING =
            state -> state.kind() == Kind.PENDING || (state.kind() == Kind.ROLLED_BACK && state.inRelease());

    private final Evidence evidence;
    private final String release;
    private final List<MigrationState> states;

    HistoryPreconditions(Git git, Evidence evidence, String commit) {
        this.evidence = evidence;
        this.release = Release.shortCommit(commit);
        this.states = MigrationState.of(evidence.database().migrations(), Migration.of(git, commit));
    }

    /** The release must find its database as it needs it. */
    List<Finding> levelOne() {
        List<String> ahead = names(state -> state.kind() == Kind.UNKNOWN);
        return whenReachable(
                Finding.of(
                        "no migration has failed half-way",
                        failed().isEmpty(),
                        "migration %s failed half-way".formatted(failed()),
                        OTHER_LEVELS),
                Finding.of(
                        "every applied migration exists in the release",
                        ahead.isEmpty(),
                        "the database is ahead of release '%s': it has the migrations %s, which that release does not know"
                                .formatted(release, ahead),
                        OTHER_LEVELS),
                edited(OTHER_LEVELS),
                pending());
    }

    /** What is newer than the release goes back; what the release has must be as it was applied. */
    List<Finding> levelTwo() {
        List<String> failed = names(state -> state.kind() == Kind.FAILED && state.inRelease());
        List<String> twice = names(state -> state.kind() == Kind.TWICE);
        return whenReachable(
                Finding.of(
                        "the release does not contain the migration that failed",
                        failed.isEmpty(),
                        "release '%s' itself contains the migration %s, which failed half-way"
                                .formatted(release, failed),
                        "choose an earlier release, without that migration."),
                edited("choose the release that has them as they were applied, or level 3 (restore a backup)."),
                Finding.of(
                        "no migration is recorded as applied twice",
                        twice.isEmpty(),
                        "migrations %s are recorded as applied more than once".formatted(twice),
                        "look at table _prisma_migrations, and delete the row that is too many by hand; or choose level 3."),
                pending());
    }

    /** Those that the release does not have, the newest first. */
    List<String> toTakeBack() {
        return names(state -> !state.inRelease() && (state.kind() == Kind.FAILED || state.kind() == Kind.UNKNOWN))
                .stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    List<String> failed() {
        return names(state -> state.kind() == Kind.FAILED);
    }

    private List<Finding> whenReachable(Finding... findings) {
        Finding reachable = Finding.of(
                "the database answers",
                evidence.database().reachable(),
                evidence.database().problem(),
                "restart or repair the database first; a rollback does not bring it back.");
        return reachable.holds()
                ? Stream.concat(Stream.of(reachable), Stream.of(findings)).toList()
                : List.of(reachable);
    }

    private Finding edited(String remedy) {
        List<String> edited = names(state -> state.kind() == Kind.EDITED);
        return Finding.of(
                "no applied migration was edited afterwards",
                edited.isEmpty(),
                "the migrations %s were edited after they were applied: release '%s' has them with other contents"
                        .formatted(edited, release),
                remedy);
    }

    private Finding pending() {
        List<String> pending = names(PENDING);
        return Finding.of(
                "every migration of the release is applied",
                pending.isEmpty(),
                "release '%s' needs the migrations %s, which are not applied".formatted(release, pending),
                "choose a release whose migrations are all applied.");
    }

    private List<String> names(Predicate<MigrationState> wanted) {
        return states.stream().filter(wanted).map(MigrationState::name).toList();
    }
}
