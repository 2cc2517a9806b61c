package io.backout.step;

import io.backout.command.ProcessTree;
import io.backout.plan.EnvironmentFiles;
import io.backout.record.PrivateFiles;
import io.backout.tool.Generators;
import io.backout.tool.Git;
import io.backout.tool.Prisma;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Switch release: check out in place, then move the prepared dependencies in. Each part may be repeated. */
@Component
class SwitchReleaseDelegate extends StepDelegate {
    SwitchReleaseDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        Git git = context.tools().git();
        Path live = context.tools().target().directory();
        keepLateChanges(context, git);
        EnvironmentFiles.requireUntouched(context.tools().target(), git, context.to());
        List<String> moved = clearTheWay(context, git, live);
        git.keep(
                context.rollback().id() + "/left", context.plan().plan().route().from());
        removeStaleLock(git, live);
        git.resetHard(context.to());
        moveIn(context, git, live);
        return StepResult.done("checked out %s%s"
                .formatted(
                        context.plan().plan().route().toName(),
                        moved.isEmpty() ? "" : "; untracked files in the way were moved to the evidence: " + moved));
    }

    /** Changes made after the evidence was kept would be lost in the next moment. */
    private static void keepLateChanges(StepContext context, Git git) {
        List<String> hidden = git.hiddenChanges();
        if (!hidden.isEmpty()) {
            throw new ToolException(
                    "git was told not to look at %s, whose local changes would be lost; nothing was checked out"
                            .formatted(hidden),
                    "run 'git update-index --no-assume-unchanged --no-skip-worktree %s' there"
                            .formatted(String.join(" ", hidden)));
        }
        if (!git.localChanges().isEmpty()) {
            try {
                git.patch(PrivateFiles.createIfAbsent(
                        context.evidenceDirectory().resolve("local-changes-at-switch.patch")));
            } catch (IOException e) {
                throw new UncheckedIOException("local changes could not be kept; nothing was checked out", e);
            }
        }
    }

    /** git would overwrite untracked files that the release tracks, and fail on a directory in the place of a file. */
    private static List<String> clearTheWay(StepContext context, Git git, Path live) {
        Set<String> tracked = new TreeSet<>(git.files(context.to()));
        List<String> moved = git.notTrackedFiles().stream()
                .filter(file -> tracked.contains(file) || hasTrackedParent(file, tracked))
                // Only one that is as in the release comes so far, and none is ever copied elsewhere.
                .filter(file -> !EnvironmentFiles.isNamedSo(file))
                .toList();
        for (String file : moved) {
            try {
                PrivateFiles.move(
                        live.resolve(file),
                        context.evidenceDirectory().resolve("in-the-way").resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException("'%s' is in the way and could not be moved".formatted(file), e);
            }
        }
        return moved;
    }

    private static boolean hasTrackedParent(String file, Set<String> tracked) {
        for (int slash = file.indexOf('/'); slash > 0; slash = file.indexOf('/', slash + 1)) {
            if (tracked.contains(file.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /** A killed git leaves its lock; while any git works in the directory, the lock may be its own. */
    private static void removeStaleLock(Git git, Path live) {
        Path lock = git.gitDirectory().resolve("index.lock");
        try {
            if (ProcessTree.programsIn(live, "git").isEmpty()) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stale lock '" + lock + "' could not be removed", e);
        }
    }

    /** Point of no return for the dependencies: each is renamed aside, then its successor renamed in. */
    private static void moveIn(StepContext context, Git git, Path live) {
        Workspace workspace = context.workspace();
        if (!Trees.exists(workspace.prepared())) {
            return;
        }
        Generators generators = Prisma.generators(git, context.to());
        Set<Path> generated = new HashSet<>(generators.clients());
        generated.addAll(generators.others());
        Exchange exchange = new Exchange(workspace.prepared(), live, workspace.putAside(), generated);
        git.notTracked(workspace.prepared()).forEach(name -> exchange.bringIn(Path.of(name)));
    }
}
