package io.backout.step;

import io.backout.command.Command;
import io.backout.command.CommandFailedException;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import java.io.InputStream;
import java.io.OutputStream;

/** Collects the output of a step's commands for the ledger, cut to what a person would read. */
final class Outputs implements CommandRunner {
    private static final int LIMIT = 60_000;

    private final CommandRunner runner;
    private final StringBuilder text = new StringBuilder();

    Outputs(CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    public CommandResult run(Command command) {
        try {
            CommandResult result = runner.run(command);
            // What only reads is not worth a line, and pm2's list is full of secrets.
            if (!command.argv().contains("jlist") && !command.argv().contains("cat-file")) {
                add(command, result.output());
            }
            return result;
        } catch (CommandFailedException e) {
            add(command, e.output() + "\n" + e.getMessage());
            throw e;
        }
    }

    /** What goes into the stream is a backup; what the command says beside it is its output. */
    @Override
    public CommandResult runInto(Command command, OutputStream to) {
        CommandResult result = runner.runInto(command, to);
        add(command, result.output());
        return result;
    }

    @Override
    public CommandResult runFrom(InputStream from, Command command) {
        CommandResult result = runner.runFrom(from, command);
        add(command, result.output());
        return result;
    }

    private synchronized void add(Command command, String output) {
        if (text.length() < LIMIT) {
            text.append("$ ")
                    .append(command.rendered())
                    .append('\n')
                    .append(output.strip())
                    .append('\n');
        }
    }

    synchronized String text() {
        return text.length() <= LIMIT ? text.toString() : text.substring(0, LIMIT) + "\n… cut …";
    }
}
