package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The target's own Prisma command line; history is read by SQL, not by it. */
public final class Prisma {
    public static final String SCHEMA = "prisma/schema.prisma";
    public static final String MIGRATIONS = "prisma/migrations";

    private final Target target;
    private final CommandRunner runner;

    public Prisma(Target target, CommandRunner runner) {
        this.target = target;
        this.runner = runner;
    }

    public void generate(Path directory) {
        runner.require(generateCommand(directory));
    }

    /** Never npx: without installed dependencies it fetches the newest major version. */
    public Command generateCommand(Path directory) {
        return new Command(
                List.of("node_modules/.bin/prisma", "generate"),
                directory,
                target.properties().environment(),
                target.properties().timeLimits().command());
    }

    /** True when the client generated in a directory was made from this schema. */
    public static boolean isClientOf(String schema, Path directory) {
        Path generatedFrom = directory.resolve("node_modules/.prisma/client/schema.prisma");
        try {
            return Files.exists(generatedFrom)
                    && lines(Files.readString(generatedFrom)).equals(lines(schema));
        } catch (IOException e) {
            return false;
        }
    }

    /** git may check a file out with other line endings than its own. */
    private static List<String> lines(String text) {
        return text.strip().lines().toList();
    }
}
