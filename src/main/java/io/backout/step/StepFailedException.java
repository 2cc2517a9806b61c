package io.backout.step;

/** A step failed; the message is redacted and worded for an operator. The cause is left out: it may quote secrets. */
class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailedException(String message) {
        super(message);
    }
}
