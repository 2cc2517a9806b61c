package io.backout.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The application's git repository; its commit ids are the same on every machine. */
final class SampleRepository {

    static final String GOOD_RELEASE = "v1.3.0";

    private static final List<String> GOOD_RELEASES_AFTER_THE_FIRST = List.of("v1.1.0", "v1.2.0", GOOD_RELEASE);

    private final Path directory;
    private final ShellCommand git;

    SampleRepository(Path directory, Map<String, String> environment) {
        this.directory = directory;
        Map<String, String> fixed = new TreeMap<>(environment);
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            fixed.put("GIT_%s_NAME".formatted(who), "Li Lei");
            fixed.put("GIT_%s_EMAIL".formatted(who), "li.lei@easy-erp.example");
            fixed.put("GIT_%s_DATE".formatted(who), "2025-01-10T09:00:00Z");
        }
        this.git = ShellCommand.in(directory).with(fixed);
    }

    /** src/sample/easy-erp is v1.3.0; the patches lead back to v1.0.0, and from there forward again, as commits. */
    void build() {
        SampleFiles.deleteTree(directory);
        SampleFiles.deleteTree(pristine());
        SampleFiles.copyTree(SampleFiles.source("easy-erp"), directory);
        // Somebody may have run the application in the source tree.
        for (String local : List.of("node_modules", ".env")) SampleFiles.deleteTree(directory.resolve(local));
        run("init", "--quiet", "--initial-branch=main");
        List<String> backwards = new ArrayList<>(GOOD_RELEASES_AFTER_THE_FIRST);
        Collections.reverse(backwards);
        backwards.forEach(tag -> run("apply", "--reverse", patch(tag)));
        run("add", "--all");
        run("commit", "--quiet", "--message=Release v1.0.0");
        run("tag", "v1.0.0");
        GOOD_RELEASES_AFTER_THE_FIRST.forEach(this::addRelease);
        for (Fault fault : Fault.values()) {
            run("checkout", "--quiet", "--detach", GOOD_RELEASE);
            fault.tags().forEach(this::addRelease);
        }
        run("checkout", "--quiet", "main");
        SampleFiles.copyTree(directory.resolve(".git"), pristine());
    }

    void checkOut(String tag) {
        run("reset", "--quiet", "--hard", tag);
    }

    String head() {
        return run("rev-parse", "HEAD").strip();
    }

    String commit(String tag) {
        return run("rev-parse", tag + "^{commit}").strip();
    }

    boolean differs(String path, String one, String other) {
        return git.attempt("git", "diff", "--quiet", one, other, "--", path).exitCode() != 0;
    }

    /** As after {@link #build}: no further commit, branch, stash, worktree, lock or untracked file. */
    void reset() {
        if (Files.exists(directory.resolve(".git"))) {
            run("worktree", "list", "--porcelain")
                    .lines()
                    .filter(line -> line.startsWith("worktree "))
                    .map(line -> Path.of(line.substring("worktree ".length())))
                    .filter(worktree -> !worktree.equals(directory))
                    .forEach(SampleFiles::deleteTree);
        }
        SampleFiles.deleteTree(directory.resolve(".git"));
        SampleFiles.copyTree(pristine(), directory.resolve(".git"));
        checkOut(GOOD_RELEASE);
        run("clean", "--quiet", "--force", "--force", "-d", "-x", "--exclude=node_modules");
    }

    private void addRelease(String tag) {
        run("am", "--quiet", "--committer-date-is-author-date", patch(tag));
        run("tag", tag);
    }

    private String run(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(List.of(arguments));
        return git.run(argv.toArray(String[]::new));
    }

    private Path pristine() {
        return directory.resolveSibling("pristine.git");
    }

    private static String patch(String tag) {
        return SampleFiles.source("releases/" + tag + ".patch").toString();
    }
}
