package io.backout.approval;

/** A person asked for something that their duties do not cover. */
public class NotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAllowedException(String person, String action, Duty needed) {
        super("'%s' may not %s; nothing was done\nHINT: ask a person with the duty '%s'."
                .formatted(person, action, needed.id()));
    }

    NotAllowedException(String person, String action) {
        super("'%s' may not %s; nothing was done\nHINT: ask a person who has a duty in rollbacks."
                .formatted(person, action));
    }

    private NotAllowedException(String message) {
        super(message);
    }

    /** For a rule beyond duties. */
    public static NotAllowedException because(String fact, String hint) {
        return new NotAllowedException("%s\nHINT: %s".formatted(fact, hint));
    }

    /** What was refused, without the hint. */
    public String fact() {
        return String.valueOf(getMessage()).lines().findFirst().orElseThrow();
    }

    /** @throws NotAllowedException when the person has no duty but to read */
    public static void requireDutyToAct(Person person, String action) {
        if (Act.REPORT.duties().stream().noneMatch(person::holds)) {
            throw new NotAllowedException(person.id(), action);
        }
    }

    /** @throws NotAllowedException when the person has no duty at all */
    public static void requireAnyDuty(Person person, String action) {
        if (person.duties().isEmpty()) {
            throw new NotAllowedException(person.id(), action);
        }
    }
}
