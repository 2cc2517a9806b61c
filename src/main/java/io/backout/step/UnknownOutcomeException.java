package io.backout.step;

import io.backout.plan.Step;

/** Nobody knows whether a step took effect; it waits for a person. */
class UnknownOutcomeException extends StepException {
    private static final long serialVersionUID = 1;

    UnknownOutcomeException(Step step, String why) {
        super(
                "the outcome of step '%s' is unknown: %s; it was not run again\nHINT: an operator answers the task 'Clarify outcome' in Tasklist."
                        .formatted(step.label(), why));
    }
}
