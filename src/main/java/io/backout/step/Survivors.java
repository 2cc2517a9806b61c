package io.backout.step;

import io.backout.command.Pause;
import io.backout.command.ProcessTree;
import io.backout.plan.Step.Kind;
import io.backout.process.Node;
import io.backout.record.RollbackRecord;
import io.backout.record.StepRun;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Commands go on without the node that started them; two of them must never run at once. */
@Component
class Survivors {
    /** Most commands end by themselves within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RollbackRecord record;
    private final Node node;

    Survivors(RollbackRecord record, Node node) {
        this.record = record;
        this.node = node;
    }

    /** Returns when no command of the attempt lives. A ONCE command is never ended: nobody can tell how far it is. */
    void awaitEnd(StepRun run, StepDelegate delegate) {
        List<ProcessHandle> survivors = ProcessTree.marked(run.id());
        if (survivors.isEmpty()) {
            return;
        }
        boolean once = delegate.kind() == Kind.ONCE;
        record.note(
                run.rollbackId(),
                RollbackRecord.BACKOUT,
                "WAITING",
                "attempt %d of step '%s' left a command running; %s"
                        .formatted(
                                run.attempt(),
                                delegate.step().label(),
                                once
                                        ? "it is waited for as long as it takes"
                                        : "it is ended when it takes longer than " + PATIENCE.toSeconds() + " s"));
        for (long deadline = System.nanoTime() + PATIENCE.toNanos(); !survivors.isEmpty(); ) {
            if (!once && System.nanoTime() > deadline) {
                ProcessTree.end(() -> ProcessTree.marked(run.id()));
            }
            node.requireGoingOn();
            Pause.millis(100);
            survivors = ProcessTree.marked(run.id());
        }
    }
}
