package io.backout.command;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param stdout standard output as UTF-8
 * @param stdoutCut it was longer than a runner keeps, and {@code stdout} is only its beginning
 * @param output head and tail of both streams, secrets redacted
 */
public record CommandResult(int exitCode, String stdout, boolean stdoutCut, String output, Duration duration) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
