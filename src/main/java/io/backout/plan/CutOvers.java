package io.backout.plan;

import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun.State;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The cut-overs that our own tables know of. */
@Component
public class CutOvers {
    private static final int NEWEST = 1000;

    private final Rollbacks rollbacks;
    private final Ledger ledger;

    public CutOvers(Rollbacks rollbacks, Ledger ledger) {
        this.rollbacks = rollbacks;
        this.ledger = ledger;
    }

    /** The newest rollback of a target whose tables were swapped; whether that was undone since is the plan's question. */
    public Optional<String> last(String target) {
        return rollbacks.newest(NEWEST).stream()
                .filter(rollback -> rollback.target().equals(target))
                .map(Rollback::id)
                .filter(this::swapped)
                .findFirst();
    }

    private boolean swapped(String rollbackId) {
        return ledger.of(rollbackId).stream()
                .anyMatch(run -> run.step().equals(Step.CUT_OVER.id()) && run.state() == State.SUCCEEDED);
    }
}
