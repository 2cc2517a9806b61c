package io.backout.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.command.Command;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The target's dependencies. */
public final class Npm {
    /** npm's own note of what it installed; it has the lock file's shape. */
    private static final String INSTALLED = "node_modules/.package-lock.json";

    private final Target target;
    private final CommandRunner runner;

    public Npm(Target target, CommandRunner runner) {
        this.target = target;
        this.runner = runner;
    }

    public void install(Path directory) {
        runner.require(installCommand(directory));
    }

    /** The package cache is asked first, so that a slow registry costs less. */
    public Command installCommand(Path directory) {
        return new Command(
                List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"),
                directory,
                target.properties().environment(),
                target.properties().timeLimits().install());
    }

    /** How the packages installed in a directory differ from a lock file; empty when they are as locked. */
    public List<String> differences(String lockFile, Path directory) {
        Map<String, JsonNode> locked = LockFile.parse(lockFile)
                .orElseThrow(() -> new ToolException(
                        "a package lock file is not JSON", "restore it, or install the dependencies again."))
                .packages();
        Path note = directory.resolve(INSTALLED);
        if (!Files.exists(note)) {
            return locked.isEmpty() ? List.of() : List.of("no dependencies are installed");
        }
        return LockFile.parse(text(note))
                .map(installed -> differences(locked, installed.packages(), directory))
                .orElse(List.of("npm's note of what is installed is not readable"));
    }

    /** Which packages of a manifest are not installed in a directory; in which version they must be, it does not say. */
    public List<String> missing(Manifest manifest, Path directory) {
        return manifest.needed().stream()
                .map(name -> "node_modules/" + name)
                .filter(place -> !Files.exists(directory.resolve(place)))
                .map("'%s' is missing"::formatted)
                .toList();
    }

    private static List<String> differences(
            Map<String, JsonNode> locked, Map<String, JsonNode> installed, Path directory) {
        List<String> differences = new ArrayList<>();
        locked.forEach((path, wanted) -> {
            JsonNode found = installed.get(path);
            if (found == null || !Files.exists(directory.resolve(path))) {
                // npm leaves out what is optional or made for another platform.
                if (!wanted.path("optional").asBoolean()
                        && !wanted.path("devOptional").asBoolean()
                        && !wanted.path("dev").asBoolean()) {
                    differences.add("'%s' is missing".formatted(path));
                }
            } else if (!identity(found).equals(identity(wanted))) {
                differences.add("'%s' is %s instead of %s".formatted(path, identity(found), identity(wanted)));
            }
        });
        // The targets of links are part of the application, and npm 6 does not lock them.
        installed.keySet().stream()
                .filter(path -> path.contains("node_modules/") && !locked.containsKey(path))
                .forEach(path -> differences.add("'%s' is not in the lock file".formatted(path)));
        return differences;
    }

    private static String identity(JsonNode entry) {
        return entry.path("link").asBoolean()
                ? "a link to " + entry.path("resolved").asText()
                : entry.path("version").asText() + " " + entry.path("integrity").asText();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ToolException("'%s' could not be read".formatted(file), "check the file's owner and mode.");
        }
    }
}
