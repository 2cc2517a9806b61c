package io.backout.step;

import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.process.Heartbeat;
import io.backout.process.Node;
import io.backout.process.OpenQuestions;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Finds out what became of an attempt whose end nobody saw: its node died, or its command was ended at its limit. */
@Component
class InterruptedSteps {
    private final Ledger ledger;
    private final Heartbeat heartbeat;
    private final Node node;
    private final Survivors survivors;
    private final RollbackRecord record;
    private final OpenQuestions questions;
    private final Set<String> running = Collections.newSetFromMap(new ConcurrentHashMap<>());

    InterruptedSteps(
            Ledger ledger,
            Heartbeat heartbeat,
            Node node,
            Survivors survivors,
            RollbackRecord record,
            OpenQuestions questions) {
        this.ledger = ledger;
        this.heartbeat = heartbeat;
        this.node = node;
        this.survivors = survivors;
        this.record = record;
        this.questions = questions;
    }

    void running(String runId) {
        running.add(runId);
    }

    void ended(String runId) {
        running.remove(runId);
    }

    /** A later attempt succeeded: nobody need clarify or skip an earlier one. */
    void askNoMore(Rollback rollback) {
        questions.withdraw(rollback.id(), "a later attempt succeeded");
    }

    /**
     * @return the last attempt as it stands now, if there is one
     * @throws UnknownOutcomeException when only a person can tell
     */
    Optional<StepRun> settle(StepDelegate delegate, StepContext context) {
        Step step = delegate.step();
        Optional<StepRun> known = ledger.findLast(context.plan().id(), step.id());
        if (known.isEmpty() || known.get().state().isDone()) {
            return known;
        }
        StepRun last = known.get();
        if (last.state() == State.STARTED && isStillRunning(last)) {
            throw new IllegalStateException(
                    "step '%s' is still running; it was not started a second time".formatted(step.label()));
        }
        survivors.awaitEnd(last, delegate);
        boolean free = last.mayRunAgain() || (last.state() == State.FAILED && delegate.kind() != Kind.ONCE);
        if (!free) {
            probe(delegate, context, last);
            questions.withdraw(context.rollback().id(), "a look at the target settled it");
        }
        return ledger.findLast(context.plan().id(), step.id());
    }

    private boolean isStillRunning(StepRun run) {
        return run.node().equals(node.incarnation()) ? running.contains(run.id()) : heartbeat.isLive(run.node());
    }

    private void probe(StepDelegate delegate, StepContext context, StepRun last) {
        Step step = delegate.step();
        Probe seen = delegate.probe(context);
        String what = "attempt %d of step '%s' was interrupted; a look at the target says: %s"
                .formatted(
                        last.attempt(),
                        step.label(),
                        seen.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        record.note(context.rollback().id(), RollbackRecord.BACKOUT, "PROBE", what);
        switch (seen) {
            case HAPPENED -> ledger.end(last.id(), State.SUCCEEDED, what, last.output(), Map.of());
            case DID_NOT_HAPPEN, HAPPENED_IN_PART -> ledger.allowAgain(last.id(), what);
            case CANNOT_TELL -> {
                // What only reads has no effect that anybody could ask about.
                State state = delegate.kind() == Kind.READ ? State.FAILED : State.UNKNOWN;
                ledger.end(last.id(), state, what, last.output(), Map.of());
                if (delegate.kind() == Kind.ONCE) {
                    throw new UnknownOutcomeException(
                            step, "its end was not seen, and a look at the target does not tell");
                }
            }
        }
    }
}
