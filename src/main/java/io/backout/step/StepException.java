package io.backout.step;

/**
 * Why a step is stuck, in words for an operator. Cockpit shows an exception's stack trace behind its message; ours
 * would only name Backout's own code, so there is none. The cause is left out, too: it may quote secrets.
 */
abstract class StepException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepException(String message) {
        super(message, null, false, false);
    }

    @Override
    public final String toString() {
        return String.valueOf(getMessage());
    }
}
