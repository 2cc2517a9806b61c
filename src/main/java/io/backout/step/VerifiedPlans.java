package io.backout.step;

import io.backout.plan.Plans;
import io.backout.plan.Step;
import io.backout.process.Variables;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.StepRun.State;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which plans were verified, as our own tables know it: no variable and no token can claim it. */
@Component
class VerifiedPlans {
    private final Ledger ledger;
    private final Plans plans;

    VerifiedPlans(Ledger ledger, Plans plans) {
        this.ledger = ledger;
        this.plans = plans;
    }

    /** What was checked out before the rollback's first plan. */
    Optional<String> releaseLeft(Rollback rollback) {
        return plans.releaseLeft(rollback.id());
    }

    /** The end of a sentence about a success; empty where nothing was left out. */
    String butSkipped(Rollback rollback) {
        String skipped = ledger.of(rollback.id()).stream()
                .filter(run -> run.state() == State.SKIPPED)
                .map(run -> "'%s'".formatted(Step.named(run.step()).label()))
                .distinct()
                .collect(Collectors.joining(", "));
        return skipped.isEmpty() ? "" : "; skipped: " + skipped;
    }

    boolean contains(Rollback rollback) {
        return rollback.planId()
                .flatMap(plan -> ledger.findLast(plan, Step.VERIFY_RELEASE.id()))
                .filter(run -> run.state() == State.SUCCEEDED)
                .filter(run -> Boolean.TRUE.equals(run.answers().get(Variables.VERIFIED)))
                .filter(run -> Boolean.TRUE.equals(run.answers().get(Variables.BUSINESS_CHECKED))
                        || plans.businessWorks(run.planId()))
                .isPresent();
    }
}
