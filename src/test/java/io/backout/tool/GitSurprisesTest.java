package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.TestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository's hooks and settings are made for the people who work in it; no program of theirs runs for Backout. */
class GitSurprisesTest {
    private static final List<String> HOOKS =
            List.of("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor");

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private TestRepository repository;
    private String first;
    private Path ran;

    @BeforeEach
    void create() {
        repository = TestRepository.in(directory);
        first = repository
                .write(".gitattributes", "*.js diff=theirs\n")
                .write("a.js", "1")
                .commit("first");
        repository.write("a.js", "2").commit("second");
        ran = elsewhere.resolve("ran");
    }

    @Test
    void noHookRuns() throws IOException {
        HOOKS.forEach(hook -> program(directory.resolve(".git/hooks"), hook));
        workAndLook(repository.git());
        assertThat(ran).doesNotExist();
    }

    @Test
    void noHookOfAnotherDirectoryRuns() throws IOException {
        HOOKS.forEach(hook -> program(elsewhere.resolve("hooks"), hook));
        repository.git("config", "core.hooksPath", elsewhere.resolve("hooks").toString());
        workAndLook(repository.git());
        assertThat(ran).doesNotExist();
    }

    @Test
    void noProgramOfTheSettingsRuns() throws IOException {
        String theirs = program(elsewhere, "theirs").toString();
        for (String key : List.of(
                "core.fsmonitor",
                "core.pager",
                "pager.log",
                "pager.status",
                "diff.external",
                "diff.theirs.command",
                "diff.theirs.textconv",
                "core.askPass",
                "core.editor",
                "gpg.program")) {
            repository.git("config", key, theirs);
        }
        repository.git("config", "log.showSignature", "true");
        for (String verb : List.of("status", "log", "diff", "reset", "worktree")) {
            repository.git("config", "alias." + verb, "!" + theirs);
        }
        Files.deleteIfExists(ran);
        workAndLook(repository.git());
        assertThat(ran).doesNotExist();
    }

    @Test
    void keepsTheSettingsOfTheTargetsEnvironment() throws IOException {
        program(directory.resolve(".git/hooks"), "post-checkout");
        Git git = new Git(
                TestTarget.in(repository.directory())
                        .environment("GIT_CONFIG_COUNT", "1")
                        .environment("GIT_CONFIG_KEY_0", "status.renames")
                        .environment("GIT_CONFIG_VALUE_0", "false")
                        .target(),
                TestRepository.runner());
        repository.git("mv", "a.js", "b.js");
        assertThat(git.localChanges()).containsExactlyInAnyOrder("D  a.js", "A  b.js");
        git.addWorktree(elsewhere.resolve("tree"), first);
        assertThat(ran).doesNotExist();
    }

    private void workAndLook(Git git) throws IOException {
        repository.write("a.js", "local");
        git.isRepository();
        git.isShallow();
        git.head();
        git.find("main");
        git.history(20);
        git.tags();
        git.localChanges();
        git.untracked();
        git.notTrackedFiles();
        git.show(first, "a.js");
        git.changed(first, "HEAD", List.of("a.js"));
        git.patch(elsewhere.resolve("patch"));
        git.keep("RB-1/left", first);
        git.addWorktree(elsewhere.resolve("tree"), first);
        git.notTracked(elsewhere.resolve("tree"));
        git.removeWorktree(elsewhere.resolve("tree"));
        git.resetHard(first);
        assertThat(directory.resolve("a.js")).hasContent("1");
        assertThat(elsewhere.resolve("patch")).content().contains("+local");
    }

    private Path program(Path folder, String name) {
        try {
            Path file = Files.writeString(
                    Files.createDirectories(folder).resolve(name),
                    "#!/bin/sh\necho '%s' >> '%s'\n".formatted(name, ran));
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
