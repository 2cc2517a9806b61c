package io.backout.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt at a step, as the ledger knows it.
 *
 * @param step name of the step, as in its delegate and its diagram element
 * @param nodeName of that node; empty when nobody knows it
 * @param node incarnation of the node that runs or ran it
 * @param answers to the gateways behind the step
 */
public record StepRun(
        String id,
        String rollbackId,
        String planId,
        String step,
        int attempt,
        String node,
        String nodeName,
        State state,
        Instant startedAt,
        Optional<Instant> endedAt,
        String message,
        String output,
        Map<String, Object> answers,
        boolean mayRunAgain) {
    /** STARTED until the outcome is written. */
    public enum State {
        STARTED,
        SUCCEEDED,
        FAILED,
        UNKNOWN,
        SKIPPED,
        REFUSED;

        /** Nothing is left to do for it. */
        public boolean isDone() {
            return this == SUCCEEDED || this == SKIPPED;
        }
    }

    public Optional<Duration> duration() {
        return endedAt.map(end -> Duration.between(startedAt, end));
    }
}
