package io.backout.record;

/**
 * What the incident commander decided.
 *
 * @param notRepairedBecause why going back is less risky than repairing
 */
public record Decision(Choice choice, String reason, String notRepairedBecause, String by) {
    public int level() {
        return choice.level();
    }
}
