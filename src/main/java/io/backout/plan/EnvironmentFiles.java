package io.backout.plan;

import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.Git;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Environment files say where the live application runs; going back to other code must leave them as they are. */
public final class EnvironmentFiles {
    private EnvironmentFiles() {}

    static Finding untouched(Target target, Git git, String release) {
        String name = "the environment files stay as they are";
        try {
            requireUntouched(target, git, release);
            return Finding.holds(name, "ok");
        } catch (ToolException endangered) {
            return Finding.fails(name, endangered.fact(), endangered.hint());
        }
    }

    /** @throws ToolException when checking the release out would overwrite or delete one */
    public static void requireUntouched(Target target, Git git, String release) {
        Set<String> tracked = new TreeSet<>(git.tracked());
        Set<String> candidates = new TreeSet<>(git.files(release));
        candidates.addAll(tracked);
        List<String> own = ownNames(target);
        List<String> endangered = candidates.stream()
                .filter(file -> own.contains(file) || isNamedSo(file))
                // A tracked example is code like any other.
                .filter(file -> !tracked.contains(file) || !file.matches(".*[.-](example|sample|template|dist)"))
                .filter(file -> changes(target.directory().resolve(file), git.show(release, file)))
                .toList();
        if (!endangered.isEmpty()) {
            throw new ToolException(
                    "going back to release '%s' would overwrite or delete %s of the live application"
                            .formatted(Release.shortCommit(release), endangered),
                    "choose a release that does not track them; where only the checked-out commit does, 'git rm --cached %s' keeps them."
                            .formatted(String.join(" ", endangered)));
        }
    }

    public static boolean isNamedSo(String file) {
        return file.substring(file.lastIndexOf('/') + 1).startsWith(".env");
    }

    /** The configured one, and the one that it leads to. */
    private static List<String> ownNames(Target target) {
        Path file = target.environmentFile().normalize();
        List<String> names =
                new ArrayList<>(List.of(target.directory().relativize(file).toString()));
        try {
            names.add(target.directory()
                    .toRealPath()
                    .relativize(file.toRealPath())
                    .toString());
        } catch (IOException missing) {
            // There is nothing to lose, and the database's precondition says so.
        }
        return names;
    }

    private static boolean changes(Path live, Optional<String> inRelease) {
        try {
            return Files.exists(live)
                    && !inRelease.equals(Optional.of(new String(Files.readAllBytes(live), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return true;
        }
    }
}
