package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backout.command.CommandFailedException;
import io.backout.target.TestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private Git git;

    @BeforeEach
    void create() {
        repository = TestRepository.in(directory);
        git = repository.git();
    }

    @Test
    void knowsTheTopOfARepository() throws IOException {
        repository.write("below/file", "x").commit("first");
        assertThat(git.isRepository()).isTrue();
        assertThat(new Git(TestTarget.in(directory.resolve("below")).target(), TestRepository.runner()).isRepository())
                .isFalse();
        assertThat(git.isShallow()).isFalse();
        assertThat(git.isBusy()).isFalse();
        Files.createDirectory(directory.resolve(".git/rebase-merge"));
        assertThat(git.isBusy()).isTrue();
    }

    @Test
    void findsTheRepositorysOwnDirectoryAlsoFromAWorktree(@TempDir Path elsewhere) {
        repository.commit("first");
        Path worktree = elsewhere.resolve("tree");
        git.addWorktree(worktree, "HEAD");
        Git inWorktree = new Git(TestTarget.in(worktree).target(), TestRepository.runner());
        assertThat(git.gitDirectory()).isEqualTo(directory.resolve(".git"));
        assertThat(inWorktree.gitDirectory()).isEqualTo(repository.directory().resolve(".git/worktrees/tree"));
        assertThat(inWorktree.isRepository()).isTrue();
        git.removeWorktree(worktree);
        assertThat(worktree).doesNotExist();
    }

    @Test
    void findsACommitByTagBranchOrId() {
        String first = repository.commit("first");
        repository.git("tag", "v1.0.0");
        repository.git("tag", "-a", "v1.0.1", "-m", "annotated");
        repository.commit("second");
        assertThat(git.find("v1.0.0")).contains(first);
        assertThat(git.find("v1.0.1")).contains(first);
        assertThat(git.find("main")).contains(git.head());
        assertThat(git.find(first.substring(0, 8))).contains(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v9.9.9", "", "--help", "-n1", "a b", "$(id)", "密码", "HEAD:package.json", "v1..v2"})
    void findsNothingForWhatIsNoCommit(String revision) {
        repository.write("package.json", "{}").commit("first");
        assertThat(git.find(revision)).isEmpty();
    }

    @Test
    void listsHistoryAndTagsWhateverTheSubjects() {
        String first = repository.commit("");
        repository.git("tag", "v1.0.0");
        repository.git("tag", "-a", "发布-1", "-m", "annotated");
        repository.git("branch", "v1.0.0");
        String second = repository.commit("修复 \"发票\" \t| 'a'");
        assertThat(git.history(10).stream().map(entry -> entry.commit() + " " + entry.subject()))
                .containsExactly(second + " 修复 \"发票\" \t| 'a'", first + " ");
        assertThat(git.history(1)).hasSize(1);
        assertThat(git.tags()).containsExactlyInAnyOrder(Map.entry(first, "v1.0.0"), Map.entry(first, "发布-1"));
        assertThat(git.isAncestor(first, second)).isTrue();
        assertThat(git.isAncestor(second, first)).isFalse();
    }

    @Test
    void namesFilesAsTheyAre() {
        List<String> names = List.of("a b.txt", "\"quoted\".txt", "tab\there", "中文/文件.txt", "new\nline");
        names.forEach(name -> repository.write(name, name));
        String commit = repository.commit("first");
        names.forEach(name -> repository.write(name, "changed"));
        repository.write("未跟踪 file", "");
        assertThat(git.files(commit)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(git.localChanges())
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> " M " + name).toList());
        assertThat(git.untracked()).containsExactly("未跟踪 file");
        assertThat(git.show(commit, "中文/文件.txt")).contains("中文/文件.txt");
        assertThat(git.show(commit, "new\nline")).contains("new\nline");
    }

    @Test
    void namesBothEndsOfARename() {
        repository.write("old name", "some text that is long enough").commit("first");
        repository.git("mv", "old name", "new name");
        repository.write("other", "x");
        repository.git("add", "other");
        assertThat(git.localChanges()).containsExactlyInAnyOrder("R  new name from old name", "A  other");
    }

    @Test
    void tellsWhatIsNotTracked() {
        repository.write(".gitignore", "ignored/\n").write("tracked", "x").commit("first");
        repository.write("ignored/deep/file", "").write("new", "").write("node_modules/a/index.js", "");
        assertThat(git.untracked()).containsExactlyInAnyOrder("new", "node_modules/a/index.js");
        assertThat(git.notTracked(directory)).containsExactlyInAnyOrder("ignored/", "new", "node_modules/");
        assertThat(git.notTrackedFiles()).containsExactlyInAnyOrder("ignored/deep/file", "new");
    }

    @Test
    void showsWhatACommitHoldsAndNothingElse() {
        String first = repository.write("package.json", "{}\r\n").commit("first");
        repository.write("package.json", "later").commit("second");
        assertThat(git.show(first, "package.json")).contains("{}\r\n");
        assertThat(git.show(first, "package-lock.json")).isEmpty();
        assertThat(git.changed(first, "HEAD", List.of("package.json", "yarn.lock")))
                .containsExactly("package.json");
        assertThat(git.changed(first, first, List.of("package.json"))).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLargeInsteadOfShowingPartOfIt() {
        String commit = repository
                .write("prisma/migrations/1_big/migration.sql", "-- x\n".repeat(4 << 20))
                .commit("big");
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> Migration.of(git, commit))
                .withMessageMatching(
                        "'git cat-file blob [0-9a-f]{40}' wrote more than can be read; its answer was not used");
    }

    @Test
    void doesNotTakeAnUnreadableFileForAbsent() throws IOException {
        String commit =
                repository.write("package-lock.json", "{\"unreadable\": true}").commit("first");
        String blob = repository.git("rev-parse", commit + ":package-lock.json").strip();
        Files.delete(directory.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        assertThatExceptionOfType(CommandFailedException.class).isThrownBy(() -> git.show(commit, "package-lock.json"));
    }

    @Test
    void checksOutInPlaceAndKeepsACommitFromBeingCollected() {
        String first = repository.write("file", "first").commit("first");
        String second = repository.write("file", "second").commit("second");
        repository.write("file", "local");
        git.keep("RB-1/left", second);
        git.resetHard(first);
        assertThat(git.head()).isEqualTo(first);
        assertThat(directory.resolve("file")).hasContent("first");
        assertThat(repository.git("rev-parse", "refs/backout/RB-1/left").strip())
                .isEqualTo(second);
    }
}
