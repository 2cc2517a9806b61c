package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backout.command.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local changes are thrown away by the next step, so what was kept of them must bring every byte back. */
class GitPatchTest {
    @TempDir
    Path directory;

    @TempDir
    Path evidence;

    private TestRepository repository;

    @BeforeEach
    void create() {
        repository = TestRepository.in(directory);
    }

    @Test
    void keepsTextBinariesNewNamesAndDeletions() throws IOException {
        byte[] picture = bytes(5_000_000, 1);
        repository
                .write("server.js", "one\r\ntwo\r\n")
                .write("中文 name.txt", "old")
                .write("gone", "x")
                .commit("first");
        Files.write(directory.resolve("picture.png"), bytes(1000, 2));
        repository.commit("picture");

        repository
                .write("server.js", "one\r\nhot fix\r\n")
                .write("中文 name.txt", "new")
                .write("added", "y");
        repository.git("add", "added");
        Files.delete(directory.resolve("gone"));
        Files.write(directory.resolve("picture.png"), picture);
        Path patch = keptAndReset();
        assertThat(repository.git().localChanges()).isEmpty();

        repository.git("apply", "--index", patch.toString());
        assertThat(directory.resolve("server.js")).hasContent("one\r\nhot fix\r\n");
        assertThat(directory.resolve("中文 name.txt")).hasContent("new");
        assertThat(directory.resolve("added")).hasContent("y");
        assertThat(directory.resolve("gone")).doesNotExist();
        assertThat(directory.resolve("picture.png")).hasBinaryContent(picture);
    }

    @Test
    void keepsAPatchThatIsLongerThanAnyOutputThatIsRead() throws IOException {
        byte[] dump = bytes(20 << 20, 3);
        repository.write("dump", "small").commit("first");
        Files.write(directory.resolve("dump"), dump);
        Path patch = keptAndReset();
        assertThat(Files.size(patch)).isGreaterThan(16 << 20);
        repository.git("apply", patch.toString());
        assertThat(directory.resolve("dump")).hasBinaryContent(dump);
    }

    @Test
    void isAPatchWhateverTheUsersGitIsSetTo() {
        repository.write("file", "first\n").commit("first");
        repository.git("config", "diff.noprefix", "true");
        repository.git("config", "color.ui", "always");
        repository.git("config", "diff.external", "false");
        repository.git("config", "log.showSignature", "true");
        repository.write("file", "second\n");
        Path patch = keptAndReset();
        repository.git("apply", patch.toString());
        assertThat(directory.resolve("file")).hasContent("second\n");
    }

    @Test
    void leavesTheFilesModeAsItIs() throws IOException {
        repository.write("file", "first").commit("first");
        Path patch = evidence.resolve("local.patch");
        Files.createFile(patch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        repository.write("file", "second");
        repository.git().patch(patch);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(patch)))
                .isEqualTo("rw-------");
    }

    @Test
    void failsWhenTheFileCannotBeWritten() {
        repository.write("file", "first").commit("first");
        repository.write("file", "second");
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> repository.git().patch(evidence.resolve("no/such/directory")))
                .withMessageContaining("ended with exit code 128");
    }

    private Path keptAndReset() {
        Path patch = evidence.resolve("local.patch");
        repository.git().patch(patch);
        repository.git().resetHard("HEAD");
        return patch;
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
