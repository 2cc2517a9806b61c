package io.backout.step;

import io.backout.plan.Plan;
import io.backout.plan.Step;

/** Every step of a plan with its exact commands, as an approver reads them. */
final class CommandsBriefing {
    private CommandsBriefing() {}

    static String text(Plan plan) {
        Briefing text = new Briefing().line("### The steps, and their exact commands\n");
        int number = 1;
        for (Plan.PlannedStep step : plan.steps()) {
            text.line("%d. **%s**%s", number++, step.label(), remark(Step.named(step.step()), plan.level()));
            step.commands().forEach(command -> text.line("    - %s", Briefing.plain(command)));
        }
        return text.toString();
    }

    private static String remark(Step step, int level) {
        if (step.precedesSignatures(level)) {
            return " (done, beside the live release)";
        }
        return step.mutating() ? "" : " (changes nothing live)";
    }
}
