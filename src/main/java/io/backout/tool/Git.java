package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target's git repository. */
public final class Git {
    /** Fields of a log line are separated by a unit separator, which no subject contains. */
    private static final String LOG_FORMAT = "--format=%H%x1f%ct%x1f%s";

    private final Target target;
    private final CommandRunner runner;

    public Git(Target target, CommandRunner runner) {
        this.target = target;
        this.runner = runner;
    }

    /** One commit of the history: id, seconds since the epoch, subject. */
    public record LogEntry(String commit, long seconds, String subject) {}

    public boolean isRepository() {
        CommandResult top = git("rev-parse", "--show-toplevel");
        return top.succeeded() && sameDirectory(Path.of(top.stdout().strip()));
    }

    public boolean isShallow() {
        return read("rev-parse", "--is-shallow-repository").equals("true");
    }

    public String head() {
        return read("rev-parse", "HEAD");
    }

    /** The commit that a tag, branch or commit id names; empty when there is none. */
    public Optional<String> find(String revision) {
        if (revision.startsWith("-")) {
            return Optional.empty();
        }
        CommandResult result = git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        // Old gits echo the option separator; the commit is the last line.
        return result.succeeded()
                ? Optional.of(result.stdout()
                        .strip()
                        .lines()
                        .reduce((first, last) -> last)
                        .orElseThrow())
                : Optional.empty();
    }

    public boolean isAncestor(String ancestor, String descendant) {
        return git("merge-base", "--is-ancestor", ancestor, descendant).succeeded();
    }

    /** The newest commits before and including HEAD, along the first parents. */
    public List<LogEntry> history(int limit) {
        return read("log", "--first-parent", "-n", String.valueOf(limit), LOG_FORMAT, "HEAD")
                .lines()
                .map(line -> line.split("\u001f", 3))
                .map(fields -> new LogEntry(fields[0], Long.parseLong(fields[1]), fields[2]))
                .toList();
    }

    /** Tag and the commit it points to, as "commit tag" lines; annotated tags are followed. */
    public List<Map.Entry<String, String>> tags() {
        return read(
                        "for-each-ref",
                        "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname:short)",
                        "refs/tags")
                .lines()
                .map(line -> line.split(" ", 2))
                .map(fields -> Map.entry(fields[0], fields[1]))
                .toList();
    }

    /** Tracked files that differ from HEAD, as git status lines. */
    public List<String> localChanges() {
        return lines("status", "--porcelain", "--untracked-files=no");
    }

    /** Untracked files that git does not ignore. */
    public List<String> untracked() {
        return nulls("ls-files", "-z", "--others", "--exclude-standard");
    }

    /** Everything in a worktree that is not tracked, also what is ignored; whole directories as one name. */
    public List<String> notTracked(Path worktree) {
        return nulls("-C", worktree.toString(), "ls-files", "-z", "--others", "--directory");
    }

    /** Untracked files, ignored ones too, one by one. */
    public List<String> notTrackedFiles() {
        return nulls("ls-files", "-z", "--others", "--", ".", ":!node_modules");
    }

    public List<String> files(String commit) {
        return CommitContents.files(
                target.directory(), commit, () -> nulls("ls-tree", "-r", "-z", "--name-only", commit));
    }

    /** Contents of a file at a commit; empty when the commit does not have it. */
    public Optional<String> show(String commit, String file) {
        return CommitContents.file(target.directory(), commit, file, () -> {
            CommandResult result = git("cat-file", "blob", commit + ":" + file);
            return result.succeeded() ? Optional.of(result.stdout()) : Optional.empty();
        });
    }

    /** Local changes as a patch that 'git apply' takes. */
    public String patch() {
        return runner.require(command(List.of("diff", "--binary", "HEAD"))).stdout();
    }

    /** True while a merge, rebase, cherry-pick or bisect is unfinished. */
    public boolean isBusy() {
        Path directory = gitDirectory();
        return List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG")
                .stream()
                .anyMatch(name -> Files.exists(directory.resolve(name)));
    }

    /** The repository's own directory, also where the target is a worktree; read without a process. */
    public Path gitDirectory() {
        Path dot = target.directory().resolve(".git");
        if (!Files.isRegularFile(dot)) {
            return dot;
        }
        try {
            return target.directory()
                    .resolve(Files.readString(dot).replaceFirst("^gitdir:", "").strip())
                    .normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("'" + dot + "' could not be read", e);
        }
    }

    /** Keeps a commit from being collected as garbage. */
    public void keep(String name, String commit) {
        run("update-ref", "refs/backout/" + name, commit);
    }

    public void addWorktree(Path directory, String commit) {
        runner.require(addWorktreeCommand(directory, commit));
    }

    public Command addWorktreeCommand(Path directory, String commit) {
        return command(List.of("worktree", "add", "--force", "--detach", directory.toString(), commit));
    }

    public void removeWorktree(Path directory) {
        git("worktree", "remove", "--force", "--force", directory.toString());
        git("worktree", "prune");
    }

    /** Point of no return for local changes: they must be in the evidence before. */
    public void resetHard(String commit) {
        runner.require(resetHardCommand(commit));
    }

    public Command resetHardCommand(String commit) {
        return command(List.of("reset", "--hard", commit));
    }

    private String read(String... arguments) {
        return runner.require(command(Arrays.asList(arguments))).stdout().strip();
    }

    private void run(String... arguments) {
        runner.require(command(Arrays.asList(arguments)));
    }

    private List<String> lines(String... arguments) {
        return runner.require(command(Arrays.asList(arguments)))
                .stdout()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private List<String> nulls(String... arguments) {
        String stdout = runner.require(command(Arrays.asList(arguments))).stdout();
        return Arrays.stream(stdout.split("\0")).filter(name -> !name.isEmpty()).toList();
    }

    private CommandResult git(String... arguments) {
        return runner.run(command(Arrays.asList(arguments)));
    }

    private Command command(List<String> arguments) {
        List<String> argv = new java.util.ArrayList<>(List.of("git"));
        argv.addAll(arguments);
        Map<String, String> environment =
                new java.util.TreeMap<>(target.properties().environment());
        // Nobody is there to answer a prompt, and reading must not write the index of a running deployment.
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        return new Command(
                argv,
                target.directory(),
                environment,
                target.properties().timeLimits().command());
    }

    private boolean sameDirectory(Path other) {
        try {
            return Files.isSameFile(other, target.directory());
        } catch (IOException e) {
            return false;
        }
    }
}
