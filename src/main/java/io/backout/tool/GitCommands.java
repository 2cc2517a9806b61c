package io.backout.tool;

import io.backout.command.Command;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs git in a target's directory, and reads its answers whole. */
final class GitCommands {
    private final Target target;
    private final CommandRunner runner;

    GitCommands(Target target, CommandRunner runner) {
        this.target = target;
        this.runner = runner;
    }

    Command command(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("git"));
        argv.addAll(Arrays.asList(arguments));
        Map<String, String> environment = new TreeMap<>(target.properties().environment());
        // Nobody is there to answer a prompt, and reading must not write the index of a running deployment.
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        withoutHooks(environment);
        return new Command(
                argv,
                target.directory(),
                environment,
                target.properties().timeLimits().command());
    }

    /** The repository's hooks are made for the people who work in it: none of them may build, ask or send mail now. */
    private static void withoutHooks(Map<String, String> environment) {
        int own = Integer.parseInt(environment.getOrDefault("GIT_CONFIG_COUNT", "0"));
        environment.put("GIT_CONFIG_KEY_" + own, "core.hooksPath");
        environment.put("GIT_CONFIG_VALUE_" + own, "/dev/null");
        environment.put("GIT_CONFIG_KEY_" + (own + 1), "core.fsmonitor");
        environment.put("GIT_CONFIG_VALUE_" + (own + 1), "false");
        environment.put("GIT_CONFIG_COUNT", String.valueOf(own + 2));
    }

    /** Whatever the exit code. */
    CommandResult run(String... arguments) {
        return runner.run(command(arguments));
    }

    void require(Command command) {
        runner.require(command);
    }

    String text(String... arguments) {
        return runner.read(command(arguments));
    }

    /** An answer of one line. */
    String line(String... arguments) {
        return text(arguments).strip();
    }

    /** Not stripped: the last field of a line may be empty. */
    List<String> lines(String... arguments) {
        return text(arguments).lines().filter(line -> !line.isBlank()).toList();
    }

    /** File names as they are; without -z git quotes those that are not plain ASCII. */
    List<String> nulls(String... arguments) {
        return Arrays.stream(text(arguments).split("\0"))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
