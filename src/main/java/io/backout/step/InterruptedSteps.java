package io.backout.step;

import io.backout.command.Pause;
import io.backout.command.ProcessTree;
import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.process.Heartbeat;
import io.backout.process.Node;
import io.backout.record.Ledger;
import io.backout.record.RollbackRecord;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Finds out what became of an attempt whose end nobody saw: its node died, or its command was ended at its limit. */
@Component
class InterruptedSteps {
    /** Commands outlive the node that started them; most end by themselves within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Heartbeat heartbeat;
    private final Node node;
    private final RollbackRecord record;
    private final Set<String> running = Collections.newSetFromMap(new ConcurrentHashMap<>());

    InterruptedSteps(Ledger ledger, Heartbeat heartbeat, Node node, RollbackRecord record) {
        this.ledger = ledger;
        this.heartbeat = heartbeat;
        this.node = node;
        this.record = record;
    }

    void running(String runId) {
        running.add(runId);
    }

    void ended(String runId) {
        running.remove(runId);
    }

    /** @throws UnknownOutcomeException when only a person can tell */
    void settle(StepDelegate delegate, StepContext context) {
        Step step = delegate.step();
        StepRun last = ledger.findLast(context.plan().id(), step.id()).orElse(null);
        if (last == null || last.mayRunAgain() || last.state() == State.SUCCEEDED || last.state() == State.SKIPPED) {
            return;
        }
        if (last.state() == State.STARTED && isStillRunning(last)) {
            throw new IllegalStateException(
                    "step '%s' is still running; it was not started a second time".formatted(step.label()));
        }
        if (last.state() == State.FAILED && step.kind() != Kind.ONCE) {
            return;
        }
        awaitSurvivors(last, step);
        probe(delegate, context, last);
    }

    private boolean isStillRunning(StepRun run) {
        return run.node().equals(node.incarnation()) ? running.contains(run.id()) : heartbeat.isLive(run.node());
    }

    /** The commands of a dead node go on without it; two of them must never run at once. */
    private static void awaitSurvivors(StepRun run, Step step) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ProcessTree.marked(run.id()).isEmpty()) {
            if (System.nanoTime() > deadline) {
                if (step.kind() == Kind.ONCE) {
                    throw new UnknownOutcomeException(step, "its command is still running");
                }
                ProcessTree.end(() -> ProcessTree.marked(run.id()));
                return;
            }
            Pause.millis(100);
        }
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
            case DID_NOT_HAPPEN -> ledger.allowAgain(last.id(), what);
            case CANNOT_TELL -> {
                ledger.end(last.id(), State.UNKNOWN, what, last.output(), Map.of());
                if (step.kind() == Kind.ONCE) {
                    throw new UnknownOutcomeException(
                            step, "its end was not seen, and a look at the target does not tell");
                }
            }
        }
    }
}
