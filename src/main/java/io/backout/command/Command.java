package io.backout.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One program call: an argument list, never a shell line.
 *
 * @param environment added to the runner's own minimal environment
 * @param limit after which the whole process tree is ended
 */
public record Command(List<String> argv, Path directory, Map<String, String> environment, Duration limit) {
    public Command {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs at least the program's name");
        }
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /** The arguments as a person would type them, for plans and messages. */
    public String rendered() {
        return String.join(" ", argv.stream().map(Command::quoted).toList());
    }

    /** The environment may hold secrets. */
    @Override
    public String toString() {
        return rendered();
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
