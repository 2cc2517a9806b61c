package io.backout.step;

import io.backout.plan.Step;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.StepRun.State;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How far a rollback has come: whoever decides next must know in which state the target was left. */
@Component
class Progress {
    private final Ledger ledger;
    private final WayForward wayForward;

    Progress(Ledger ledger, WayForward wayForward) {
        this.ledger = ledger;
        this.wayForward = wayForward;
    }

    /** The steps of the present plan that succeeded, and how to undo what was changed. */
    String done(Rollback rollback) {
        String done = ledger.of(rollback.id()).stream()
                .filter(run -> rollback.planId().equals(Optional.of(run.planId())))
                .filter(run -> run.state() == State.SUCCEEDED)
                .map(run -> Step.named(run.step()).label())
                .collect(Collectors.joining(", "));
        return "done until then: " + (done.isEmpty() ? "nothing" : done) + wayForward.words(rollback);
    }
}
