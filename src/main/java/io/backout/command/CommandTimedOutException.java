package io.backout.command;

/** A command was ended at its time limit, or with Backout itself: nobody knows which of its effects took place. */
public class CommandTimedOutException extends CommandFailedException {
    private static final long serialVersionUID = 1;

    CommandTimedOutException(Command command, CommandResult result) {
        super(
                "'%s' was ended with its whole process tree after %d s; its effects are unknown"
                        .formatted(command.rendered(), command.limit().toSeconds()),
                result);
    }

    private CommandTimedOutException(String message, CommandResult result) {
        super(message, result);
    }

    static CommandTimedOutException atShutdown(Command command, CommandResult result) {
        return new CommandTimedOutException(
                "'%s' was ended with its whole process tree because Backout shuts down; its effects are unknown"
                        .formatted(command.rendered()),
                result);
    }
}
