package io.backout.step;

import io.backout.plan.Step;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step failed; the message is redacted and worded for an operator. */
class StepFailedException extends StepException {
    private static final long serialVersionUID = 1;
    private static final String HINT = "\nHINT: ";
    private static final String RETRY = ", then retry in Cockpit; the rollback goes on from this step.";
    /** In the middle of a hint, where more follows. */
    private static final Pattern RETRY_SAID = Pattern.compile("\\bretry(?=[:;,])");

    private static final String ANSWER =
            "look whether the step happened, and answer the task 'Clarify outcome' in Tasklist; the rollback goes on from there.";
    /** The engine keeps 666 characters of a message, and the hint stands at its end. */
    private static final int LONGEST_FACT = 400;

    private StepFailedException(String message) {
        super(message);
    }

    /** @param cause with or without a hint of its own */
    static StepFailedException failed(Step step, String cause) {
        int hint = cause.indexOf(HINT);
        String fact = hint < 0 ? cause : cause.substring(0, hint);
        return worded(
                step, fact, hint < 0 ? "remove the cause" + RETRY : wayOut(cause.substring(hint + HINT.length())));
    }

    /** @param cause why nobody knows whether the step took effect */
    static StepFailedException unknown(Step step, String cause) {
        return worded(step, cause, ANSWER);
    }

    private static StepFailedException worded(Step step, String fact, String wayOut) {
        return new StepFailedException(
                "step '%s' failed: %s%s%s".formatted(step.label(), shortened(fact), HINT, wayOut));
    }

    /** Where to retry is said once, and here. */
    private static String wayOut(String sentence) {
        Matcher said = RETRY_SAID.matcher(sentence);
        return said.find()
                ? said.replaceFirst("retry in Cockpit")
                : sentence.replaceFirst("(?:(?:,? and|[;,] then|;) retry)?\\.?$", "") + RETRY;
    }

    /** What a program says last is mostly why it failed. */
    private static String shortened(String fact) {
        return fact.length() <= LONGEST_FACT
                ? fact
                : fact.substring(0, LONGEST_FACT / 2) + " … " + fact.substring(fact.length() - LONGEST_FACT / 2);
    }
}
