package io.backout.plan;

import io.backout.tool.Prisma;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a directory holds the dependencies and the client of a release. */
public final class Dependencies {
    /** Where a release is prepared, in the target's git directory: the same file system, and invisible to git status. */
    static final Path PREPARED = Path.of(".git/backout/prepared");

    private static final String LOCK_FILE = "package-lock.json";

    private Dependencies() {}

    /** How the installed packages differ from the release's lock file; empty where it has no lock file. */
    public static List<String> differences(Tools tools, String commit, Path directory) {
        Optional<String> lockFile = tools.git().show(commit, LOCK_FILE);
        return lockFile.map(text -> tools.npm().differences(text, directory)).orElse(List.of());
    }

    static boolean differ(Tools tools, String commit, Path directory) {
        return !differences(tools, commit, directory).isEmpty();
    }

    /** True when the release has no schema, or the generated client was made from it. */
    public static boolean clientIsCurrent(Tools tools, String commit, Path directory) {
        return tools.git()
                .show(commit, Prisma.SCHEMA)
                .map(schema -> Prisma.isClientOf(schema, directory))
                .orElse(true);
    }
}
