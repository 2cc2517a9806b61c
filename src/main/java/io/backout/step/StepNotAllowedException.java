package io.backout.step;

import io.backout.plan.Step;

/** A step was reached that nobody signed. */
class StepNotAllowedException extends StepException {
    private static final long serialVersionUID = 1;

    StepNotAllowedException(String rollbackId, Step step, String refusal) {
        super("%s: step '%s' was not run: %s\nHINT: report the problem anew and let the plan be signed."
                .formatted(rollbackId, step.label(), refusal));
    }
}
