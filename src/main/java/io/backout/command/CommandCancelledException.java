package io.backout.command;

/** A command was ended early because a person asked for it, or because Backout ends. */
public class CommandCancelledException extends CommandFailedException {
    private static final long serialVersionUID = 1;

    CommandCancelledException(Command command, CommandResult result) {
        super(
                "'%s' was ended with its whole process tree because its step was ended early"
                        .formatted(command.rendered()),
                result);
    }
}
