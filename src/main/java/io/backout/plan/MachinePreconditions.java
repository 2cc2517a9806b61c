package io.backout.plan;

import io.backout.target.Target;
import io.backout.tool.Git;
import io.backout.tool.Pm2;
import io.backout.tool.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What must hold on the machine before any level: repository, tools, user, processes, disk. */
final class MachinePreconditions {
    private static final long LEAST_FREE_BYTES = 500L << 20;

    private MachinePreconditions() {}

    static List<Finding> look(Target target, Tools tools, Evidence evidence) {
        List<Finding> findings = new ArrayList<>();
        // First: git does not look into another user's directory, and says only that it is no repository.
        findings.add(user(target, tools.pm2()));
        findings.add(repository(target, tools.git(), evidence));
        findings.add(
                Finding.of(
                        "pm2 runs and knows the processes",
                        evidence.processes().problem().isEmpty(),
                        evidence.processes().problem(),
                        "start them as the application's user with 'pm2 start' (and set PM2_HOME in 'environment' if it is not the default)."));
        findings.add(tool(target, "setsid"));
        findings.add(tool(target, "git"));
        findings.add(tool(target, "pm2"));
        findings.add(tool(target, "node"));
        findings.add(tool(target, "npm"));
        findings.add(disk(target));
        return findings;
    }

    private static Finding repository(Target target, Git git, Evidence evidence) {
        String name = "the directory is a complete git repository";
        if (!evidence.code().problem().isEmpty()) {
            return Finding.fails(
                    name,
                    "directory '%s': %s"
                            .formatted(target.directory(), evidence.code().problem()),
                    "set 'directory' to the top of the application's git checkout, owned by Backout's user.");
        }
        if (git.isShallow()) {
            return Finding.fails(
                    name,
                    "directory '%s' is a shallow clone, so earlier releases are missing".formatted(target.directory()),
                    "run 'git fetch --unshallow' there.");
        }
        return Finding.of(
                name,
                !git.isBusy(),
                "a merge, rebase, cherry-pick or bisect is unfinished in '%s'".formatted(target.directory()),
                "finish or abort it.");
    }

    /** Looked up, not run: starting npm alone takes a quarter of a second. */
    private static Finding tool(Target target, String program) {
        String path = target.properties().environment().getOrDefault("PATH", String.valueOf(System.getenv("PATH")));
        boolean found = Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        return Finding.of(
                "'%s' can be run".formatted(program),
                found,
                "'%s' is not installed".formatted(program),
                "install it, or add its directory to PATH in the target's 'environment'.");
    }

    private static Finding user(Target target, Pm2 pm2) {
        String name = "Backout runs as the user who owns the application";
        String me = System.getProperty("user.name");
        try {
            for (Path owned : List.of(target.directory(), pm2.home())) {
                if (Files.exists(owned) && !Files.getOwner(owned).getName().equals(me)) {
                    return Finding.fails(
                            name,
                            "'%s' belongs to '%s', but Backout runs as '%s'"
                                    .formatted(owned, Files.getOwner(owned).getName(), me),
                            "run Backout as the owner.");
                }
            }
            return Finding.holds(name, "ok");
        } catch (IOException e) {
            return Finding.fails(
                    name, "the owner of '%s' could not be read".formatted(target.directory()), "check it.");
        }
    }

    private static Finding disk(Target target) {
        String name = "enough disk is free";
        try {
            long free = Files.getFileStore(target.directory()).getUsableSpace();
            return Finding.of(
                    name,
                    free >= LEAST_FREE_BYTES,
                    "only %d MiB are free under '%s', and %d MiB are needed"
                            .formatted(free >> 20, target.directory(), LEAST_FREE_BYTES >> 20),
                    "free disk space.");
        } catch (IOException e) {
            return Finding.fails(
                    name, "free space of '%s' could not be read".formatted(target.directory()), "check the directory.");
        }
    }
}
