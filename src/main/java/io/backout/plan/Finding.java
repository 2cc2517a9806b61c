package io.backout.plan;

/**
 * One precondition, looked at.
 *
 * @param name what must hold
 * @param detail what was found
 * @param remedy what to do about it; empty when it holds
 */
public record Finding(String name, boolean holds, String detail, String remedy) {
    static Finding holds(String name, String detail) {
        return new Finding(name, true, detail, "");
    }

    static Finding fails(String name, String detail, String remedy) {
        return new Finding(name, false, detail, remedy);
    }

    static Finding of(String name, boolean holds, String detail, String remedy) {
        return holds ? holds(name, "ok") : fails(name, detail, remedy);
    }

    /** Statement of fact and hint, as every refusal is worded. */
    public String sentence() {
        return detail + "\nHINT: " + remedy;
    }
}
