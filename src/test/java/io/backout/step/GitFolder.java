package io.backout.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small real git repository. */
record GitFolder(Path directory) {
    static GitFolder create(Path directory) {
        try {
            GitFolder folder = new GitFolder(Files.createDirectories(directory).toRealPath());
            folder.git("init", "--quiet");
            folder.commit("first");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void commit(String message) {
        git(
                "-c",
                "user.name=Li Lei",
                "-c",
                "user.email=li.lei@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                message);
    }

    String head() {
        return git("rev-parse", "HEAD").strip();
    }

    String git(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(argv)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(argv + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
