package io.backout.command;

/** A command ended with an error, or could not be started. */
public class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** The engine keeps 666 characters of an incident's message, and the hint must be among them. */
    private static final int LAST = 300;

    private final int exitCode;
    private final String output;

    public CommandFailedException(Command command, CommandResult result) {
        this(
                "'%s' ended with exit code %d: %s"
                        .formatted(command.rendered(), result.exitCode(), lastLines(result.output())),
                result);
    }

    CommandFailedException(String message, CommandResult result) {
        super(message);
        this.exitCode = result.exitCode();
        this.output = result.output();
    }

    private CommandFailedException(String message) {
        super(message);
        this.exitCode = -1;
        this.output = "";
    }

    static CommandFailedException notStarted(Command command, String reason) {
        return new CommandFailedException(
                "'%s' could not be started in '%s': %s\nHINT: install it, or correct PATH in the target's 'environment'."
                        .formatted(command.argv().get(0), command.directory(), reason));
    }

    public int exitCode() {
        return exitCode;
    }

    public String output() {
        return output;
    }

    private static String lastLines(String output) {
        String text = output.strip();
        return text.length() <= LAST ? text : "… " + text.substring(text.length() - LAST);
    }
}
