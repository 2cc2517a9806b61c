package io.backout.record;

/** Somebody gave something that cannot be used; nothing was done. */
public class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadInputException(String fact, String hint) {
        super(fact + "\nHINT: " + hint);
    }

    /** Without the hint. */
    public String fact() {
        return String.valueOf(getMessage()).lines().findFirst().orElseThrow();
    }
}
