package io.backout.step;

import io.backout.plan.Step;
import io.backout.record.SkipRequest;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import org.springframework.stereotype.Component;

/** What a second person reads before consenting to go on without a step that failed, or behind one in doubt. */
@Component
class SkipBriefing {
    private final SkipRules rules;

    SkipBriefing(SkipRules rules) {
        this.rules = rules;
    }

    String text(SkipRequest request, StepRun run) {
        Step step = Step.named(run.step());
        String who = Briefing.quoted(request.requestedBy());
        String why = rules.of(run).why();
        boolean unknown = run.state() == State.UNKNOWN;
        Briefing text = new Briefing();
        if (unknown) {
            text.line("## Did step '%s' happen?", step.label())
                    .line(
                            "Its end was not seen, and %s waits. %s says that it happened, and wants to go on behind it; it takes a second person, because the step can never be skipped: **%s.** %s\n",
                            request.rollbackId(), who, why, WhereToLook.of(step));
        } else {
            text.line("## Go on without step '%s'?", step.label())
                    .line(
                            "It failed, and %s waits. %s wants to leave it out; it takes a second person. **What then: %s.** Whether the rollback succeeded is still decided by 'Verify release'.\n",
                            request.rollbackId(), who, why);
        }
        return text.line("| Asked by | %s |", who)
                .line("|---|---|")
                .row("Reason", Briefing.quoted(request.reason()))
                .row(unknown ? "What is known" : "How it failed", Briefing.quoted(run.message()))
                .toString();
    }
}
