package io.backout.cli;

import io.backout.command.CommandFailedException;
import io.backout.target.ConfigurationException;
import io.backout.target.UnknownTargetException;
import io.backout.tool.ToolException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands; the exit code is 0 when the answer is good, 1 when it is not, 2 when the question was wrong. */
@Command(name = "backout", subcommands = BackupCommand.class, description = "Rollbacks that nobody is afraid to run.")
public final class BackoutCommand {
    static final int NO = 1;
    static final int WRONG = 2;

    /** Whether the arguments are a command; without one the server is started. */
    public static boolean isOne(String[] arguments) {
        return arguments.length > 0
                && new CommandLine(new BackoutCommand()).getSubcommands().containsKey(arguments[0]);
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
