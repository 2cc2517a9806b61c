package io.backout.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.command.Command;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The target's own Prisma command line; history is read by SQL, not by it. */
public final class Prisma {
    public static final String SCHEMA = "prisma/schema.prisma";
    public static final String MIGRATIONS = "prisma/migrations";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INLINE_SCHEMA = Pattern.compile("\"inlineSchema\":\\s*(\"(?:[^\"\\\\]++|\\\\.)*+\")");

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

    /** What the schema of a release has generated; nothing without a schema. */
    public static Generators generators(Git git, String commit) {
        return Generators.of(git.show(commit, SCHEMA).orElse(""));
    }

    /** True when the client generated into a directory was made from this schema. */
    public static boolean isClientOf(String schema, Path client) {
        try {
            return noted(client).map(Prisma::unformatted).equals(Optional.of(unformatted(schema)));
        } catch (IOException e) {
            return false;
        }
    }

    /** The schema that a client was made from: a file beside it, or a text in the source of the newer generator. */
    private static Optional<String> noted(Path client) throws IOException {
        Path copy = client.resolve("schema.prisma");
        if (Files.exists(copy)) {
            return Optional.of(Files.readString(copy));
        }
        for (String name : List.of("class.ts", "class.js", "class.mts", "class.mjs", "class.cts", "class.cjs")) {
            Path source = client.resolve("internal").resolve(name);
            Matcher inline = INLINE_SCHEMA.matcher(Files.exists(source) ? Files.readString(source) : "");
            if (inline.find()) {
                return Optional.of(JSON.readValue(inline.group(1), String.class));
            }
        }
        return Optional.empty();
    }

    /** Prisma formats the schema that it notes, and git may have given it other line endings. */
    private static String unformatted(String schema) {
        return schema.replaceAll("\\s+", "");
    }
}
