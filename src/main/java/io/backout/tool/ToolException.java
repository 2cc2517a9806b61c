package io.backout.tool;

/** Something outside is not as it must be; carries the way out. */
public class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String fact;
    private final String hint;

    public ToolException(String fact, String hint) {
        super(fact + "\nHINT: " + hint);
        this.fact = fact;
        this.hint = hint;
    }

    public String fact() {
        return fact;
    }

    public String hint() {
        return hint;
    }
}
