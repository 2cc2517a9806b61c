package io.backout.command;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param stdout standard output, complete up to 4 MiB
 * @param output head and tail of both streams, secrets redacted
 */
public record CommandResult(int exitCode, String stdout, String output, Duration duration) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
