package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody told git not to look at is a local change all the same. */
class HiddenChangesTest {
    @TempDir
    Path directory;

    private TestRepository repository;

    @BeforeEach
    void create() {
        repository = TestRepository.in(directory);
        repository
                .write("config/本地.js", "1")
                .write("skipped.js", "1")
                .write("plain.js", "1")
                .write(".gitattributes", "*.txt text eol=crlf")
                .write("a.txt", "one\r\ntwo\r\n")
                .commit("first");
        repository.git("update-index", "--assume-unchanged", "config/本地.js", "a.txt");
        repository.git("update-index", "--skip-worktree", "skipped.js");
    }

    @Test
    void aFlagAloneIsNoChange() {
        assertThat(repository.git().hiddenChanges()).isEmpty();
        assertThat(repository.git().localChanges()).isEmpty();
    }

    @Test
    void areListedWithTheOthers() {
        repository
                .write("config/本地.js", "hot fix")
                .write("skipped.js", "hot fix")
                .write("plain.js", "hot fix");
        assertThat(repository.git().hiddenChanges()).containsExactly("config/本地.js", "skipped.js");
        assertThat(repository.git().localChanges())
                .containsExactly(" M plain.js", "hidden config/本地.js", "hidden skipped.js");
    }

    @Test
    void bothFlagsAtOnce() {
        repository.git("update-index", "--assume-unchanged", "skipped.js");
        repository.write("skipped.js", "hot fix");
        assertThat(repository.git().hiddenChanges()).containsExactly("skipped.js");
    }

    /** A sparse checkout leaves them out; that is no change. */
    @Test
    void aFileThatIsNotThereIsNoneWhereItIsSkipped() throws IOException {
        Files.delete(directory.resolve("skipped.js"));
        assertThat(repository.git().hiddenChanges()).isEmpty();
        Files.delete(directory.resolve("a.txt"));
        assertThat(repository.git().hiddenChanges()).containsExactly("a.txt");
    }

    @Test
    void aDirectoryOrALinkInThePlaceOfAFile() throws IOException {
        Files.delete(directory.resolve("skipped.js"));
        Files.createDirectory(directory.resolve("skipped.js"));
        Files.delete(directory.resolve("config/本地.js"));
        Files.createSymbolicLink(directory.resolve("config/本地.js"), Path.of("nowhere"));
        assertThat(repository.git().hiddenChanges()).containsExactly("config/本地.js", "skipped.js");
    }
}
