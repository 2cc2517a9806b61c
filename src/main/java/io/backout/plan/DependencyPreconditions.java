package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.Git;
import io.backout.tool.LockFile;
import io.backout.tool.Manifest;
import io.backout.tool.Tools;
import java.util.List;
import java.util.Optional;

/** What must hold so that the release gets exactly its own dependencies. */
final class DependencyPreconditions {
    private static final String READABLE = "what the release says of its dependencies can be read";
    private static final String INSTALLABLE = "the release's dependencies can be restored exactly";
    private static final List<String> OTHER_MANAGERS = List.of("yarn.lock", "pnpm-lock.yaml");

    private DependencyPreconditions() {}

    static List<Finding> look(Tools tools, String from, String commit) {
        return unreadable(tools.git(), commit)
                .map(List::of)
                .orElseGet(() -> List.of(
                        Finding.holds(READABLE, "ok"),
                        installable(tools, from, commit),
                        GeneratedClient.possible(tools.git(), commit),
                        GeneratedClient.aside(tools, commit)));
    }

    /** Why nothing at all can be planned. */
    static Optional<Finding> unreadable(Git git, String commit) {
        String release = Release.shortCommit(commit);
        if (Manifest.of(git, commit).isEmpty()) {
            return Optional.of(broken(Manifest.FILE, release));
        }
        for (String file : Dependencies.LOCK_FILES) {
            Optional<String> text = git.show(commit, file);
            Optional<LockFile> lock = text.flatMap(LockFile::parse);
            if (text.isPresent() && lock.isEmpty()) {
                return Optional.of(broken(file, release));
            }
            Optional<String> address =
                    lock.flatMap(read -> read.addresses().stream().findFirst());
            if (address.isPresent()) {
                return Optional.of(Finding.fails(
                        READABLE,
                        "%s of release '%s' is of npm 6 and takes '%s' from an address, which cannot be compared"
                                .formatted(file, release, address.get()),
                        "choose a release whose %s was written by npm 7 or newer.".formatted(file)));
            }
        }
        return Optional.empty();
    }

    private static Finding broken(String file, String release) {
        return Finding.fails(
                READABLE,
                "%s of release '%s' is not readable".formatted(file, release),
                "choose a release whose %s is whole.".formatted(file));
    }

    /** Without a lock file, only what is installed already can serve the release. */
    private static Finding installable(Tools tools, String from, String commit) {
        Manifest wanted = Manifest.of(tools.git(), commit).orElseThrow();
        if (Dependencies.hasLockFile(tools, commit) || wanted.asked().isEmpty()) {
            return Finding.holds(INSTALLABLE, "ok");
        }
        String without = "release '%s' has no package-lock.json, and ".formatted(Release.shortCommit(commit));
        boolean asksForTheSame = Manifest.of(tools.git(), from)
                .filter(now -> now.asked().equals(wanted.asked()))
                .isPresent();
        List<String> changed = tools.git().changed(from, commit, OTHER_MANAGERS);
        if (!asksForTheSame || !changed.isEmpty()) {
            return Finding.fails(
                    INSTALLABLE,
                    without
                            + (asksForTheSame
                                    ? "its %s differs from the checked-out commit's".formatted(changed)
                                    : "its package.json asks for other packages than the checked-out commit's"),
                    "choose a release that has a package-lock.json, or go back by hand.");
        }
        List<String> missing =
                Dependencies.differences(tools, commit, tools.target().directory());
        return Finding.of(
                INSTALLABLE,
                missing.isEmpty(),
                without + missing,
                "choose a release that has a package-lock.json, or install the dependencies by hand and ask again.");
    }
}
