package io.backout.record;

import java.util.Collection;
import java.util.Locale;

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

    /** As a person says it: {@code Does not start}. */
    public String words() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Its check box in the form report-problem: {@code symptomDoesNotStart}. */
    public String field() {
        StringBuilder field = new StringBuilder("symptom");
        for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
            field.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return field.toString();
    }
}
