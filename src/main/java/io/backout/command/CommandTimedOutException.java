package io.backout.command;

/** A command was ended at its time limit: nobody knows which of its effects took place. */
public class CommandTimedOutException extends CommandFailedException {
    private static final long serialVersionUID = 1;

    CommandTimedOutException(Command command, CommandResult result) {
        super(
                "'%s' was ended with its whole process tree after %d s; its effects are unknown"
                        .formatted(command.rendered(), command.limit().toSeconds()),
                result);
    }
}
