package io.backout.command;

import java.io.InputStream;
import java.io.OutputStream;

/** Runs commands; implementations differ in what the processes belong to. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs the command to its end.
     *
     * @return the result, whatever the exit code
     * @throws CommandTimedOutException when the limit passed; the process tree was ended, the effects are unknown
     * @throws CommandCancelledException when the scope asked for an early end; the process tree was ended
     * @throws CommandFailedException when the program could not be started
     */
    CommandResult run(Command command);

    /**
     * Runs the command and writes all its standard output to a stream, which is not closed; the result holds only what it
     * wrote to standard error.
     *
     * @throws java.io.UncheckedIOException when the stream fails; the command then ended early
     */
    default CommandResult runInto(Command command, OutputStream stdout) {
        throw new UnsupportedOperationException("this runner keeps what commands write");
    }

    /**
     * Runs the command with a stream as its standard input, which is not closed.
     *
     * @throws RuntimeException that the stream threw, or around what it threw; the command then read an end
     */
    default CommandResult runFrom(InputStream stdin, Command command) {
        throw new UnsupportedOperationException("this runner's commands have nothing to read");
    }

    /** Runs the command and insists on exit code 0. */
    default CommandResult require(Command command) {
        CommandResult result = run(command);
        if (!result.succeeded()) {
            throw new CommandFailedException(command, result);
        }
        return result;
    }

    /** Runs the command, insists on exit code 0, and gives its whole standard output: part of an answer is a wrong one. */
    default String read(Command command) {
        CommandResult result = require(command);
        if (result.stdoutCut()) {
            throw new CommandFailedException(
                    "'%s' wrote more than can be read; its answer was not used".formatted(command.rendered()), result);
        }
        return result.stdout();
    }
}
