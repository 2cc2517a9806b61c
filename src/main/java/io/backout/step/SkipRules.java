package io.backout.step;

import io.backout.plan.Plans;
import io.backout.plan.Skip;
import io.backout.plan.Skip.Rule;
import io.backout.plan.Step;
import io.backout.process.StuckJobs;
import io.backout.record.BadInputException;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import org.springframework.stereotype.Component;

/** Which stuck step may be skipped: asked when somebody wants it, and again when another person consents. */
@Component
class SkipRules {
    private final Ledger ledger;
    private final Plans plans;
    private final StuckJobs stuckJobs;

    SkipRules(Ledger ledger, Plans plans, StuckJobs stuckJobs) {
        this.ledger = ledger;
        this.plans = plans;
        this.stuckJobs = stuckJobs;
    }

    Skip of(StepRun run) {
        return Skip.of(
                Step.named(run.step()), plans.require(run.planId()).plan().level());
    }

    /**
     * Whether 'It happened' takes a second person: where the look was wrong, it leaves out what can never be skipped.
     *
     * @throws BadInputException where nobody may say so, because running the step again answers the question
     */
    boolean takesConsent(StepRun unknown) {
        Step step = Step.named(unknown.step());
        Skip skip = of(unknown);
        if (skip.rule() == Rule.NEVER && step.kind() != Step.Kind.ONCE) {
            throw new BadInputException(
                    "'It happened' is not accepted for step '%s', which can never be skipped: %s; nothing was changed"
                            .formatted(step.label(), skip.why()),
                    "choose 'It did not happen': running it again does no harm.");
        }
        return skip.rule() == Rule.NEVER;
    }

    /** @throws BadInputException when a retry in Cockpit looked at the target meanwhile, and found out */
    void requireInDoubt(StepRun run) {
        StepRun last = ledger.findLast(run.planId(), run.step()).orElseThrow();
        if (run.state() != State.UNKNOWN || !last.id().equals(run.id())) {
            throw new BadInputException(
                    "step '%s' is no longer in doubt: %s; nothing was changed"
                            .formatted(Step.named(run.step()).label(), last.message()),
                    "look at the rollback's state; this task goes away by itself.");
        }
    }

    /**
     * The attempt that failed.
     *
     * @throws BadInputException when the step waits for nobody, its outcome is unknown, or it must not be left out
     */
    StepRun require(Rollback rollback, String step) {
        StepRun failed = rollback.planId()
                .flatMap(plan -> ledger.findLast(plan, step))
                .filter(run -> stuckJobs.isStuckAt(rollback.id(), step))
                .orElseThrow(() -> new BadInputException(
                        "step '%s' of %s is not stuck; nothing was skipped".formatted(step, rollback.id()),
                        "only a step that failed and waits can be skipped: 'GET /api/rollbacks/%s' shows it."
                                .formatted(rollback.id())));
        String label = Step.named(step).label();
        if (failed.state() == State.UNKNOWN) {
            throw new BadInputException(
                    "nobody knows whether step '%s' happened; nothing was skipped".formatted(label),
                    "answer the task 'Clarify outcome'; 'It happened' leaves the step out.");
        }
        Skip skip = of(failed);
        if (skip.rule() == Rule.NEVER) {
            throw new BadInputException(
                    "step '%s' can never be skipped: %s; nothing was skipped".formatted(label, skip.why()),
                    "remove the cause and retry in Cockpit, or ask the incident commander to stop the rollback.");
        }
        if (failed.state() != State.FAILED) {
            throw new BadInputException(
                    "step '%s' is %s already; nothing was skipped".formatted(label, failed.state()),
                    "retry in Cockpit: the rollback goes on behind it.");
        }
        return failed;
    }
}
