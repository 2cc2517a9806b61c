package io.backout.command;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * What a command belongs to.
 *
 * @param marker found in the environment of every process that the command starts, so that survivors of a dead node
 *     can be found; empty outside steps
 * @param cancelled asked twice a second; true ends the process tree
 */
public record CommandScope(String marker, BooleanSupplier cancelled) {
    /** For commands that only read and belong to no step. */
    public static final CommandScope READING = new CommandScope("", () -> false);

    /** With a marker of its own where there is none: what has left the session must be found, too. */
    CommandScope marked() {
        return marker.isEmpty() ? new CommandScope("look-" + UUID.randomUUID(), cancelled) : this;
    }
}
