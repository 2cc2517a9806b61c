package io.backout.plan;

/**
 * Whether people may leave a step out that failed. What is skipped was perhaps done by hand, perhaps not at all, and the
 * rollback goes on: so only such steps may be skipped whose absence the rest notices, or does not need. Whatever proves
 * something can never be skipped, nor what the signatures stand for, nor what the data depends on; with it every success
 * is still a verified one.
 *
 * @param why in words for whoever asks, or is asked
 */
public record Skip(Rule rule, String why) {
    /** How many people it takes. */
    public enum Rule {
        /** Not required: an operator alone. */
        ALONE,
        /** Required: an operator, and another operator or the incident commander. */
        WITH_CONSENT,
        NEVER
    }

    /** @param level of the plan that contains the step */
    public static Skip of(Step step, int level) {
        return switch (step) {
            case PRESERVE_EVIDENCE ->
                alone(
                        "'Switch release' keeps local changes once more before it overwrites them, and nothing else is lost");
            case STOP_WRITING ->
                withConsent(
                        "the services go on writing, and what they write is lost; it is counted before the cut-over");
            case TAKE_SNAPSHOT ->
                level == 3
                        ? withConsent(
                                "the cut-over puts the present data away whole; the snapshot is a second copy of it")
                        : never("what the schema loses could never be brought back");
            case STOP_APPLICATION ->
                level == 1
                        ? withConsent("the release is switched under an application that may still run")
                        : never("the application would go on writing what the schema is about to lose");
            case MARK_MIGRATION_ROLLED_BACK ->
                withConsent("whoever did it by hand may leave it out; 'Verify release' looks at the history");
            case SWITCH_RELEASE ->
                withConsent("whoever did it by hand may leave it out; what follows finds the wanted commit, or stops");
            case START_APPLICATION ->
                withConsent("whoever did it by hand may leave it out; 'Verify release' looks at the processes");
            case PREPARE_RELEASE -> never("what it left half made would take the live release's place");
            case VERIFY_BACKUP, VERIFY_RESTORED_COPY, VERIFY_RELEASE ->
                never("nothing counts as good that was not verified");
            case RESTORE_BACKUP_ASIDE -> never("without the copy there is nothing to swap in");
            case STOP_SERVICES -> never("more would be written, and lost, than was signed");
            case COUNT_LOSS_AGAIN -> never("nobody would know whether more is lost than was signed");
            case REVERT_SCHEMA_CHANGES, CUT_OVER, SWAP_BACK ->
                never("it is what was signed, and everything behind it needs it");
            case START_SERVICES ->
                never("it proves that the live database has the backup's rows before anybody writes to it");
            default -> never("it decides, announces, or asks for signatures");
        };
    }

    private static Skip alone(String why) {
        return new Skip(Rule.ALONE, why);
    }

    private static Skip withConsent(String why) {
        return new Skip(Rule.WITH_CONSENT, why);
    }

    private static Skip never(String why) {
        return new Skip(Rule.NEVER, why);
    }
}
