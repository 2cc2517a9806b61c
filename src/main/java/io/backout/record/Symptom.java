package io.backout.record;

import java.util.Collection;

/** The plan's triggers: the first six call for an immediate rollback, the others for considering one. */
public enum Symptom {
    DOES_NOT_START(true),
    FUNCTION_UNAVAILABLE(true),
    DATABASE_UNREACHABLE(true),
    DATA_DAMAGED(true),
    USERS_AFFECTED(true),
    P0_ALERT(true),
    SLOW(false),
    ERRORS_RISING(false),
    PARTLY_BROKEN(false),
    REPAIR_OVERDUE(false);

    private final boolean immediate;

    Symptom(boolean immediate) {
        this.immediate = immediate;
    }

    public static boolean anyImmediate(Collection<Symptom> symptoms) {
        return symptoms.stream().anyMatch(symptom -> symptom.immediate);
    }

    public static boolean anyToConsider(Collection<Symptom> symptoms) {
        return symptoms.stream().anyMatch(symptom -> !symptom.immediate);
    }

    /** As a person would say it. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ').replace("p0", "P0");
    }
}
