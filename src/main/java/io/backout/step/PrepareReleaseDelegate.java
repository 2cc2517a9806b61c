package io.backout.step;

import io.backout.plan.Dependencies;
import io.backout.plan.Plan.Route;
import io.backout.tool.Prisma;
import io.backout.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Prepare release: dependencies and client in a worktree of its own, while the application may still run. */
@Component
class PrepareReleaseDelegate extends StepDelegate {
    private static final String DEPENDENCIES = "node_modules";
    /** Generated in place, so it must not share files with the live one. */
    private static final Set<String> GENERATED = Set.of(".prisma");

    PrepareReleaseDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        Workspace workspace = context.workspace();
        Route route = context.plan().plan().route();
        workspace.removeOthers();
        workspace.remove();
        if (!route.install() && !route.generate()) {
            return StepResult.done(
                    "nothing to prepare: dependencies and client are those of release " + route.toName());
        }
        Tools tools = context.tools();
        Path prepared = workspace.prepared();
        tools.git().addWorktree(prepared, route.to());
        if (route.install()) {
            install(tools, route.to(), prepared);
        } else {
            Dependencies.requireOwnDirectory(tools.target().directory());
            Trees.link(tools.target().directory().resolve(DEPENDENCIES), prepared.resolve(DEPENDENCIES), GENERATED);
        }
        if (tools.git().show(route.to(), Prisma.SCHEMA).isPresent()) {
            tools.prisma().generate(prepared);
        }
        return StepResult.done("release %s is prepared beside the live one".formatted(route.toName()));
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
