package io.backout.step;

/** A step ended early, without a result, because a person asked to stop or to climb, or because Backout ends. */
class StepCutShortException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepCutShortException(String fact) {
        super(fact + ", because a person asked to stop or to climb, or because Backout ends");
    }
}
