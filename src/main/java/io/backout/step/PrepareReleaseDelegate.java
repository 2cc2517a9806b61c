package io.backout.step;

import io.backout.plan.Dependencies;
import io.backout.plan.Plan.Route;
import io.backout.tool.Prisma;
import io.backout.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Prepare release: dependencies and client in a worktree of its own, while the application may still run. */
@Component
class PrepareReleaseDelegate extends StepDelegate {
    private static final String DEPENDENCIES = "node_modules";
    private static final String GENERATED = ".prisma";

    PrepareReleaseDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        Workspace workspace = context.workspace();
        Route route = context.plan().plan().route();
        workspace.removeOthers();
        workspace.remove();
        if (!route.prepares()) {
            return StepResult.done(
                    "nothing to prepare: dependencies and client are those of release " + route.toName());
        }
        Tools tools = context.tools();
        Path prepared = workspace.prepared();
        tools.git().addWorktree(prepared, route.to());
        if (route.install()) {
            install(tools, route.to(), prepared);
        } else {
            shareDependencies(tools, route.to(), prepared);
        }
        if (tools.git().show(route.to(), Prisma.SCHEMA).isPresent()) {
            tools.prisma().generate(prepared);
        }
        return StepResult.done("release %s is prepared beside the live one".formatted(route.toName()));
    }

    private static void shareDependencies(Tools tools, String release, Path prepared) {
        Path live = tools.target().directory();
        Dependencies.requireOwnDirectory(live);
        // What is generated again is written in place, so it must not share files with the live one.
        List<Path> clients = Prisma.generators(tools.git(), release).clients();
        Trees.link(
                live.resolve(DEPENDENCIES),
                prepared.resolve(DEPENDENCIES),
                file -> file.endsWith(GENERATED) || clients.contains(live.relativize(file)));
    }

    /** Nothing to install is a directory too: it takes the place of the live one. */
    private static void install(Tools tools, String release, Path prepared) {
        if (Dependencies.hasLockFile(tools, release)) {
            tools.npm().install(prepared);
        }
        try {
            Files.createDirectories(prepared.resolve(DEPENDENCIES));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory for the dependencies could not be made", e);
        }
    }
}
