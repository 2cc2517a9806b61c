package io.backout.cli;

import io.backout.command.CommandFailedException;
import io.backout.target.ConfigurationException;
import io.backout.target.UnknownTargetException;
import io.backout.tool.ToolException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands; the exit code is 0 when the answer is good, 1 when it is not, 2 when the question was wrong. */
@Command(
        name = "backout",
        subcommands = BackupCommand.class,
        mixinStandardHelpOptions = true,
        customSynopsis = {"backout backup (take | list | verify)", "backout [--key=value ...]   starts the server"},
        description = "Rollbacks that nobody is afraid to run.")
public final class BackoutCommand {
    static final int NO = 1;
    static final int WRONG = 2;
    private static final Set<String> HELP = Set.of("-h", "--help");

    /** Whether the arguments are a command or ask for help; otherwise, with settings or nothing, the server is started. */
    public static boolean isOne(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || HELP.contains(arguments[0]));
    }

    /** @return the exit code */
    public static int run(String... arguments) {
        return line().execute(arguments);
    }

    static CommandLine line() {
        return new CommandLine(new BackoutCommand()).setExecutionExceptionHandler((exception, line, parsed) -> {
            line.getErr().println(message(exception));
            return exception instanceof ToolException || exception instanceof CommandFailedException ? NO : WRONG;
        });
    }

    /** What was foreseen says what to do; everything else shows where it came from. */
    private static String message(Exception exception) {
        boolean foreseen = exception instanceof ToolException
                || exception instanceof CommandFailedException
                || exception instanceof ConfigurationException
                || exception instanceof UnknownTargetException;
        return foreseen ? String.valueOf(exception.getMessage()) : String.valueOf(exception);
    }
}
