package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.target.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesInTheWayTest {
    @TempDir
    Path directory;

    @TempDir
    Path evidence;

    private StepScene scene;
    private String release;

    @BeforeEach
    void create() {
        scene = new StepScene(directory, evidence);
        release = scene.repository
                .write("routes/admin/invoices.js", "1")
                .write(".env.production", "A=1")
                .write("a link", "1")
                .commit("first");
        scene.repository.git("rm", "--quiet", "-r", "routes", ".env.production", "a link");
        scene.repository.commit("second");
    }

    @Test
    void areReadableByBackoutsUserOnly() throws IOException {
        scene.repository.write("routes/admin/invoices.js", "mine");
        Files.setPosixFilePermissions(
                directory.resolve("routes/admin/invoices.js"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(directory.resolve("a link"), Path.of("/nowhere"));

        assertThat(scene.switchTo(release, false, false).message())
                .isEqualTo("checked out v1; untracked files in the way were moved to the evidence: [a link,"
                        + " routes/admin/invoices.js]");

        Path kept = evidence.resolve("in-the-way");
        assertThat(kept.resolve("routes/admin/invoices.js")).hasContent("mine");
        assertThat(kept.resolve("a link")).isSymbolicLink();
        assertOnlyOurs(kept);
    }

    @Test
    void copiesOfUntrackedFilesAreReadableByBackoutsUserOnly() throws IOException {
        scene.repository.write("notes/2026/a.txt", "mine");
        new PreserveEvidenceDelegate(null).perform(scene.context(release, false, false));
        assertThat(evidence.resolve("untracked/notes/2026/a.txt")).hasContent("mine");
        assertOnlyOurs(evidence.resolve("untracked"));
    }

    @Test
    void anEnvironmentFileIsNeverMoved() {
        scene.repository.write(".env.production", "A=live");
        String head = scene.repository.git().head();

        assertThatThrownBy(() -> scene.switchTo(release, false, false))
                .hasMessage("""
                        going back to release '%s' would overwrite or delete [.env.production] of the live application
                        HINT: choose a release that does not track them; where only the checked-out commit does, 'git rm --cached .env.production' keeps them.""".formatted(Release.shortCommit(release)));

        assertThat(scene.repository.git().head()).isEqualTo(head);
        assertThat(directory.resolve(".env.production")).hasContent("A=live");
        assertThat(evidence.resolve("in-the-way")).doesNotExist();
    }

    @Test
    void changesThatGitDoesNotShowAreNotOverwritten() {
        scene.repository.write("a.js", "1").commit("third");
        scene.repository.git("update-index", "--assume-unchanged", "a.js");
        scene.repository.write("a.js", "hot fix");

        assertThatThrownBy(() -> scene.switchTo(release, false, false)).hasMessage("""
                        git was told not to look at [a.js], whose local changes would be lost; nothing was checked out
                        HINT: run 'git update-index --no-assume-unchanged --no-skip-worktree a.js' there""");

        assertThat(directory.resolve("a.js")).hasContent("hot fix");
    }

    private static void assertOnlyOurs(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> !Files.isSymbolicLink(file)))
                    .hasSizeGreaterThan(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }
}
