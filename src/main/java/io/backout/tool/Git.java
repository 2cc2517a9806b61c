package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target's git repository. */
public final class Git {
    /** Fields of a log line are separated by a unit separator, which no subject contains. */
    private static final String LOG_FORMAT = "--format=%H%x1f%ct%x1f%s";

    private final Target target;
    private final GitCommands git;

    public Git(Target target, CommandRunner runner) {
        this.target = target;
        this.git = new GitCommands(target, runner);
    }

    /** One commit of the history: id, seconds since the epoch, subject. */
    public record LogEntry(String commit, long seconds, String subject) {}

    public boolean isRepository() {
        CommandResult top = git.run("rev-parse", "--show-toplevel");
        return top.succeeded() && sameDirectory(Path.of(top.stdout().strip()));
    }

    public boolean isShallow() {
        return git.line("rev-parse", "--is-shallow-repository").equals("true");
    }

    public String head() {
        return git.line("rev-parse", "HEAD");
    }

    /** The commit that a tag, branch or commit id names; empty when there is none. */
    public Optional<String> find(String revision) {
        if (revision.startsWith("-")) {
            return Optional.empty();
        }
        CommandResult result = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        // Old gits echo the option separator; the commit is the last line.
        return result.succeeded()
                ? Optional.of(result.stdout()
                        .strip()
                        .lines()
                        .reduce((first, last) -> last)
                        .orElseThrow())
                : Optional.empty();
    }

    /** The newest commit of any branch that has the file. */
    public Optional<String> lastWith(String file) {
        return git
                .lines("log", "--all", "--no-show-signature", "-1", "--diff-filter=d", "--format=%H", "--", file)
                .stream()
                .findFirst();
    }

    public boolean isAncestor(String ancestor, String descendant) {
        return git.run("merge-base", "--is-ancestor", ancestor, descendant).succeeded();
    }

    /** The newest commits before and including HEAD, along the first parents. */
    public List<LogEntry> history(int limit) {
        return git
                .lines("log", "--first-parent", "--no-show-signature", "-n", String.valueOf(limit), LOG_FORMAT, "HEAD")
                .stream()
                .map(line -> line.split("\u001f", 3))
                .map(fields -> new LogEntry(fields[0], Long.parseLong(fields[1]), fields[2]))
                .toList();
    }

    /** Each tag with the commit it points to; annotated tags are followed. */
    public List<Map.Entry<String, String>> tags() {
        return git
                .lines(
                        "for-each-ref",
                        "--format=%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname:strip=2)",
                        "refs/tags")
                .stream()
                .map(line -> line.split(" ", 2))
                .map(fields -> Map.entry(fields[0], fields[1]))
                .toList();
    }

    /** Tracked files that differ from HEAD, as git status shows them, and those that it was told not to show. */
    public List<String> localChanges() {
        List<String> fields = git.nulls("status", "--porcelain", "-z", "--untracked-files=no");
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String change = fields.get(i);
            boolean hasOrigin = change.substring(0, 2).matches(".*[RC].*");
            changes.add(hasOrigin ? change + " from " + fields.get(++i) : change);
        }
        hiddenChanges().forEach(file -> changes.add("hidden " + file));
        return changes;
    }

    /** Changes in files that git was told not to look at; 'git status' and 'git diff' are silent about them. */
    public List<String> hiddenChanges() {
        return HiddenChanges.in(target.directory(), git);
    }

    public List<String> tracked() {
        return git.nulls("ls-files", "-z");
    }

    /** Untracked files that git does not ignore. */
    public List<String> untracked() {
        return git.nulls("ls-files", "-z", "--others", "--exclude-standard");
    }

    /** Everything in a worktree that is not tracked, also what is ignored; whole directories as one name. */
    public List<String> notTracked(Path worktree) {
        return git.nulls("-C", worktree.toString(), "ls-files", "-z", "--others", "--directory");
    }

    /** Untracked files, ignored ones too, one by one. */
    public List<String> notTrackedFiles() {
        return git.nulls("ls-files", "-z", "--others", "--", ".", ":!node_modules");
    }

    public List<String> files(String commit) {
        return List.copyOf(blobs(commit).keySet());
    }

    /**
     * Contents of a file at a commit; empty when the commit does not have it.
     *
     * @throws io.backout.command.CommandFailedException when the file is there and cannot be read: a lock file taken
     *     for absent would make a wrong release look right
     */
    public Optional<String> show(String commit, String file) {
        return Optional.ofNullable(blobs(commit).get(file))
                .map(blob -> CommitContents.text(target.directory(), blob, () -> git.text("cat-file", "blob", blob)));
    }

    /** File name to the id of its contents. */
    public Map<String, String> blobs(String commit) {
        return CommitContents.tree(target.directory(), commit, () -> {
            Map<String, String> blobs = new LinkedHashMap<>();
            // "<mode> <type> <id>" TAB "<name>"
            for (String entry : git.nulls("ls-tree", "-r", "-z", commit)) {
                int tab = entry.indexOf('\t');
                blobs.put(entry.substring(tab + 1), entry.substring(entry.lastIndexOf(' ', tab) + 1, tab));
            }
            return blobs;
        });
    }

    /** Which of these files differ between two commits. */
    public List<String> changed(String from, String to, List<String> files) {
        List<String> arguments = new ArrayList<>(List.of("diff-tree", "-r", "--name-only", "-z", from, to, "--"));
        arguments.addAll(files);
        return git.nulls(arguments.toArray(String[]::new));
    }

    /** Writes local changes to a file as a patch that 'git apply' takes, whatever the user's git is set to. */
    public void patch(Path file) {
        git.require(git.command(
                "diff",
                "--binary",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--submodule=short",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                "--output=" + file,
                "HEAD"));
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
        git.require(git.command("update-ref", "refs/backout/" + name, commit));
    }

    public void addWorktree(Path directory, String commit) {
        git.require(addWorktreeCommand(directory, commit));
    }

    public Command addWorktreeCommand(Path directory, String commit) {
        return git.command("worktree", "add", "--force", "--detach", directory.toString(), commit);
    }

    public void removeWorktree(Path directory) {
        git.run("worktree", "remove", "--force", "--force", directory.toString());
        git.run("worktree", "prune");
    }

    /** Point of no return for local changes: they must be in the evidence before. */
    public void resetHard(String commit) {
        git.require(resetHardCommand(commit));
    }

    public Command resetHardCommand(String commit) {
        return git.command("reset", "--hard", commit);
    }

    private boolean sameDirectory(Path other) {
        try {
            return Files.isSameFile(other, target.directory());
        } catch (IOException e) {
            return false;
        }
    }
}
