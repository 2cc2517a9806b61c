package io.backout.plan;

import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.Git;
import io.backout.tool.Migration;
import io.backout.tool.MigrationState;
import io.backout.tool.MigrationState.Kind;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the database and the release to go back to, so that level 1 is enough. */
final class ReleasePreconditions {
    private static final String OTHER_LEVELS =
            "the way back is level 2 (take the migrations back) or level 3 (restore a backup).";

    private ReleasePreconditions() {}

    static List<Finding> look(Target target, Tools tools, Evidence evidence, String commit) {
        Git git = tools.git();
        List<Finding> findings = new ArrayList<>();
        findings.add(ancestor(git, evidence, commit));
        findings.add(visible(git));
        findings.add(EnvironmentFiles.untouched(target, git, commit));
        findings.addAll(database(git, evidence, commit));
        findings.addAll(DependencyPreconditions.look(tools, evidence.code().head(), commit));
        return findings;
    }

    private static Finding ancestor(Git git, Evidence evidence, String commit) {
        return Finding.of(
                "the release is an ancestor of what is checked out",
                git.isAncestor(commit, evidence.code().head()),
                "release '%s' is not an ancestor of the checked-out commit '%s'"
                        .formatted(
                                Release.shortCommit(commit),
                                Release.shortCommit(evidence.code().head())),
                "choose one of the offered releases; another branch is a deployment, not a rollback.");
    }

    private static Finding visible(Git git) {
        List<String> hidden = git.hiddenChanges();
        return Finding.of(
                "git sees every local change",
                hidden.isEmpty(),
                "git was told not to look at %s, so their local changes would be lost".formatted(hidden),
                "run 'git update-index --no-assume-unchanged --no-skip-worktree %s' there; then they are kept like the others."
                        .formatted(String.join(" ", hidden)));
    }

    private static List<Finding> database(Git git, Evidence evidence, String commit) {
        if (!evidence.database().reachable()) {
            return List.of(Finding.fails(
                    "the database answers",
                    evidence.database().problem(),
                    "restart or repair the database first; a rollback does not bring it back."));
        }
        List<MigrationState> states = MigrationState.of(evidence.database().migrations(), Migration.of(git, commit));
        List<String> failed = names(states, Kind.FAILED);
        List<String> ahead = names(states, Kind.UNKNOWN);
        List<String> edited = names(states, Kind.EDITED);
        List<String> pending = states.stream()
                .filter(state ->
                        state.kind() == Kind.PENDING || (state.kind() == Kind.ROLLED_BACK && state.inRelease()))
                .map(MigrationState::name)
                .toList();
        String release = Release.shortCommit(commit);
        return List.of(
                Finding.holds("the database answers", "ok"),
                Finding.of(
                        "no migration has failed half-way",
                        failed.isEmpty(),
                        "migration %s failed half-way".formatted(failed),
                        OTHER_LEVELS),
                Finding.of(
                        "every applied migration exists in the release",
                        ahead.isEmpty(),
                        "the database is ahead of release '%s': it has the migrations %s, which that release does not know"
                                .formatted(release, ahead),
                        OTHER_LEVELS),
                Finding.of(
                        "no applied migration was edited afterwards",
                        edited.isEmpty(),
                        "migrations %s differ between the database and release '%s'".formatted(edited, release),
                        OTHER_LEVELS),
                Finding.of(
                        "every migration of the release is applied",
                        pending.isEmpty(),
                        "release '%s' needs the migrations %s, which are not applied".formatted(release, pending),
                        "choose a release whose migrations are all applied."));
    }

    private static List<String> names(List<MigrationState> states, Kind kind) {
        return states.stream()
                .filter(state -> state.kind() == kind)
                .map(MigrationState::name)
                .toList();
    }
}
