package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Signatures;
import io.backout.plan.Plans;
import io.backout.record.Rollback;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whose signature is still missing. */
@Component
class LateApprovals {
    private final Plans plans;
    private final Signatures signatures;

    LateApprovals(Plans plans, Signatures signatures) {
        this.plans = plans;
        this.signatures = signatures;
    }

    List<String> of(Rollback rollback) {
        Plans.Stored stored = plans.require(rollback.planId().orElseThrow());
        return signatures.missing(stored.id(), stored.hash(), stored.plan().signatures()).stream()
                .map(Duty::id)
                .toList();
    }
}
