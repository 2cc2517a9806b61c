package io.backout.e2e;

import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A release that only one test needs: a commit on top of another one. */
record ReleaseOfATest(SampleTarget sample, String tag) {
    /** @param files path to new contents; empty contents remove the file */
    static ReleaseOfATest on(SampleTarget sample, String base, String tag, Map<String, String> files) {
        sample.run("git", "reset", "--quiet", "--hard", base);
        files.forEach((path, contents) -> write(sample.directory().resolve(path), contents));
        sample.run("git", "add", "--all");
        sample.run("git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "--message=" + tag);
        sample.run("git", "tag", "--force", tag);
        return new ReleaseOfATest(sample, tag);
    }

    static String path(String migration, String file) {
        return "prisma/migrations/%s/%s".formatted(migration, file);
    }

    /** As the team does, which goes on when a migration fails. */
    ReleaseOfATest deploy() {
        sample.deploy(tag);
        return this;
    }

    private static void write(Path file, String contents) {
        try {
            if (contents.isEmpty()) {
                FileSystemUtils.deleteRecursively(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.writeString(file, contents);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
