package io.backout.kill;

import java.util.List;

/** When, before, in and after any step, a fault is injected. */
enum Moment {
    /** The token has come to the step; nothing is written, nothing has run. */
    BEFORE_THE_STEP("before the step"),
    /** The ledger says STARTED, no command was started. */
    BEFORE_THE_COMMAND("ledger written, no command yet"),
    /** Every command has ended, the ledger does not know it. */
    COMMAND_ENDED("commands ended, ledger not written"),
    /** Ledger and record are written, in one transaction that is not committed. */
    BOOKS_OPEN("ledger and record not committed"),
    /** The ledger says SUCCEEDED, the engine has not committed. */
    LEDGER_WRITTEN("record written, engine not committed");

    private final String words;

    Moment(String words) {
        this.words = words;
    }

    /** Where the thread that runs the step is halted. */
    List<Method> wayIn(String step) {
        String delegate =
                "io.backout.step.%sDelegate".formatted(Character.toUpperCase(step.charAt(0)) + step.substring(1));
        Method begun = new Method("io.backout.step.StepDelegate", "execute", delegate);
        Method perform = new Method(delegate, "perform");
        return switch (this) {
            case BEFORE_THE_STEP -> List.of(begun);
            case BEFORE_THE_COMMAND -> List.of(perform);
            case COMMAND_ENDED -> List.of(perform, new Method("io.backout.record.Ledger", "endOnRecord"));
            case BOOKS_OPEN ->
                List.of(
                        perform,
                        new Method("io.backout.record.Ledger", "endOnRecord"),
                        new Method("io.backout.record.RollbackRecord", "append"));
            case LEDGER_WRITTEN -> List.of(perform, new Method("io.backout.process.Variables", "answer"));
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
