package io.backout.plan;

import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.Git;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the live files and the release to go back to, whatever happens to the database. */
final class ReleasePreconditions {
    private ReleasePreconditions() {}

    /** @param forward also to a later release: the one that a rollback left */
    static List<Finding> look(Target target, Tools tools, Evidence evidence, String commit, boolean forward) {
        Git git = tools.git();
        List<Finding> findings = new ArrayList<>();
        if (!forward) {
            findings.add(ancestor(git, evidence, commit));
        }
        findings.add(visible(git));
        findings.add(EnvironmentFiles.untouched(target, git, commit));
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
}
