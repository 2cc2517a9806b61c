package io.backout.plan;

import io.backout.target.Release;
import io.backout.target.Release.Verdict;
import io.backout.tool.Git;
import java.util.Optional;

/** Which release to go back to: the named one, or the newest verified one; never simply the one before. */
record ReleaseChoice(String commit, Optional<Finding> refusal) {
    private static final String NAME = "there is a release to go back to";

    static ReleaseChoice of(int level, Optional<String> named, Evidence evidence, Git git) {
        return named.isPresent() ? named(level, named.get(), evidence, git) : preselected(evidence);
    }

    private static ReleaseChoice named(int level, String release, Evidence evidence, Git git) {
        Optional<String> commit = git.find(release);
        if (commit.isEmpty()) {
            return refuse(
                    "release '%s' is unknown in the target's repository".formatted(release),
                    "name a tag, a branch or a commit; 'GET /api/targets/{id}/evidence' lists the releases.");
        }
        // Somebody may have changed the schema under a release that seems to run well.
        if (level == 1 && commit.get().equals(evidence.code().head()) && evidence.runsHead()) {
            return nothingToDo(evidence);
        }
        return new ReleaseChoice(commit.get(), Optional.empty());
    }

    private static ReleaseChoice preselected(Evidence evidence) {
        boolean headIsGood = evidence.headRelease()
                .filter(release -> release.verdict() != Verdict.BAD)
                .isPresent();
        if (evidence.runsHead() && headIsGood) {
            return nothingToDo(evidence);
        }
        return evidence.preselected()
                .map(release -> new ReleaseChoice(release.commit(), Optional.empty()))
                .orElseGet(() -> refuse(
                        "no earlier release was ever seen healthy by Backout, so none is chosen for you",
                        "choose the release yourself from the list, which says what is known of each."));
    }

    private static ReleaseChoice nothingToDo(Evidence evidence) {
        String name = evidence.headRelease()
                .map(Release::name)
                .orElse(Release.shortCommit(evidence.code().head()));
        return refuse(
                "nothing to do: release '%s' is checked out, runs and is healthy; nothing was touched".formatted(name),
                "to go back further, name the release to go back to.");
    }

    private static ReleaseChoice refuse(String detail, String remedy) {
        return new ReleaseChoice("", Optional.of(Finding.fails(NAME, detail, remedy)));
    }
}
