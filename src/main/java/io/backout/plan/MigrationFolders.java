package io.backout.plan;

import io.backout.tool.Git;
import io.backout.tool.Migration;
import io.backout.tool.Prisma;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folders of migrations that go back: in the live directory, or where git saw them last. */
final class MigrationFolders {
    private static final String UP = "migration.sql";
    private static final String DOWN = "down.sql";

    private final Path live;
    private final Git git;

    MigrationFolders(Path live, Git git) {
        this.live = live;
        this.git = git;
    }

    /** What its authors wrote to take it back. */
    Optional<String> down(String migration) {
        return text(migration, DOWN);
    }

    Migration up(String migration) {
        return text(migration, UP)
                .map(sql -> new Migration(migration, sql))
                .orElseThrow(() -> new ToolException(
                        "migration '%s' is in no commit, so what it built cannot be told apart from others"
                                .formatted(migration),
                        "bring its folder back, or choose level 3."));
    }

    private Optional<String> text(String migration, String file) {
        String folder = Prisma.MIGRATIONS + "/" + migration;
        if (Files.isDirectory(live.resolve(folder))) {
            return read(live.resolve(folder).resolve(file));
        }
        // A release gone back to has it no more.
        return git.lastWith(folder + "/" + UP).flatMap(commit -> git.show(commit, folder + "/" + file));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new ToolException("'%s' could not be read".formatted(file), "check that Backout's user may read it.");
        }
    }
}
