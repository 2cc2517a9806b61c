package io.backout.step;

import io.backout.plan.EnvironmentFiles;
import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import io.backout.tool.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Preserve evidence: local changes, untracked files, process states and history, before anything moves. */
@Component
class PreserveEvidenceDelegate extends StepDelegate {
    private static final long MOST_BYTES = 10L << 20;

    PreserveEvidenceDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        Path directory = context.evidenceDirectory();
        Git git = context.tools().git();
        try {
            PrivateFiles.createDirectories(directory);
            PrivateFiles.replace(directory.resolve("evidence.json"), Json.write(context.evidence()));
            PrivateFiles.replace(directory.resolve("head.txt"), git.head() + "\n");
            git.patch(PrivateFiles.createIfAbsent(directory.resolve("local-changes.patch")));
            List<String> untracked = git.untracked();
            PrivateFiles.replace(directory.resolve("untracked-files.txt"), String.join("\n", untracked) + "\n");
            int copied = copy(untracked, context.tools().target().directory(), directory.resolve("untracked"));
            return StepResult.done("kept %d local changes and %d of %d untracked files in '%s'"
                    .formatted(git.localChanges().size(), copied, untracked.size(), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "evidence could not be kept in '%s': %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** Copies up to 10 MiB in all, and never an environment file. */
    private static int copy(List<String> files, Path from, Path to) throws IOException {
        long left = MOST_BYTES;
        int copied = 0;
        for (String name : files) {
            Path file = from.resolve(name);
            boolean secret = EnvironmentFiles.isNamedSo(name);
            if (secret
                    || !Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > left) {
                continue;
            }
            Path copy = to.resolve(name);
            PrivateFiles.createDirectories(copy.resolveSibling("."));
            PrivateFiles.copy(file, copy);
            left -= Files.size(file);
            copied++;
        }
        return copied;
    }
}
