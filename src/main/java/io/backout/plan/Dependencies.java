package io.backout.plan;

import io.backout.target.Release;
import io.backout.tool.Generators;
import io.backout.tool.Git;
import io.backout.tool.Manifest;
import io.backout.tool.Prisma;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a directory holds the dependencies and the client of a release. */
public final class Dependencies {
    /** Where a release is prepared, in the target's git directory: the same file system, and invisible to git status. */
    static final Path PREPARED = Path.of(".git/backout/prepared");

    /** npm itself takes the first of them that is there. */
    static final List<String> LOCK_FILES = List.of("npm-shrinkwrap.json", "package-lock.json");

    private static final String INSTALLED = "node_modules";

    private Dependencies() {}

    /** How the installed packages differ from the release's; without a lock file only what is missing can be told. */
    public static List<String> differences(Tools tools, String commit, Path directory) {
        Optional<String> lockFile = lockFile(tools, commit);
        if (lockFile.isPresent()) {
            return tools.npm().differences(lockFile.get(), directory);
        }
        Manifest manifest = Manifest.of(tools.git(), commit)
                .orElseThrow(() -> new ToolException(
                        "%s of release '%s' is not readable".formatted(Manifest.FILE, Release.shortCommit(commit)),
                        "choose another release."));
        return manifest.asked().isEmpty()
                ? tools.npm().differences("{}", directory)
                : tools.npm().missing(manifest, directory);
    }

    public static boolean hasLockFile(Tools tools, String commit) {
        return lockFile(tools, commit).isPresent();
    }

    private static Optional<String> lockFile(Tools tools, String commit) {
        return LOCK_FILES.stream()
                .flatMap(file -> tools.git().show(commit, file).stream())
                .findFirst();
    }

    /** @throws ToolException when what is generated beside the live dependencies would be written into them */
    public static void requireOwnDirectory(Path directory) {
        if (Files.isSymbolicLink(directory.resolve(INSTALLED))) {
            throw new ToolException(
                    "'%s' in '%s' is a symbolic link, and the client would be generated into the live one behind it"
                            .formatted(INSTALLED, directory),
                    "replace the link by a directory of the application's own.");
        }
    }

    static boolean differ(Tools tools, String commit, Path directory) {
        return !differences(tools, commit, directory).isEmpty();
    }

    /** True when every client that the release's schema asks for was made from it, or comes with the release. */
    public static boolean clientIsCurrent(Tools tools, String commit, Path directory) {
        Git git = tools.git();
        String schema = git.show(commit, Prisma.SCHEMA).orElse("");
        return Generators.of(schema).clients().stream()
                .allMatch(client -> Prisma.isClientOf(schema, directory.resolve(client))
                        || git.files(commit).stream()
                                .anyMatch(file -> Path.of(file).startsWith(client)));
    }
}
