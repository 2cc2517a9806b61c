package io.backout.step;

import io.backout.plan.SideBySide;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks at the target for whoever is asked about a step; what made the step hang may make the look hang, too. */
@Component
class Look {
    /** Seconds; the question must not be asked later than that. */
    private static final int PATIENCE = 5;

    private final SideBySide probes;
    private final StepContexts contexts;
    private final Rollbacks rollbacks;
    private final ObjectProvider<StepDelegate> delegates;

    Look(SideBySide probes, StepContexts contexts, Rollbacks rollbacks, ObjectProvider<StepDelegate> delegates) {
        this.probes = probes;
        this.contexts = contexts;
        this.rollbacks = rollbacks;
        this.delegates = delegates;
    }

    String words(StepRun run) {
        StepContext context = contexts.looking(rollbacks.require(run.rollbackId()));
        StepDelegate delegate = delegates.stream()
                .filter(known -> known.step().id().equals(run.step()))
                .findFirst()
                .orElseThrow();
        Future<Probe> look = probes.start(() -> delegate.probe(context));
        try {
            return switch (look.get(PATIENCE, TimeUnit.SECONDS)) {
                case HAPPENED -> "it happened";
                case DID_NOT_HAPPEN -> "it did not happen";
                case HAPPENED_IN_PART -> "it happened in part; running it again does the rest";
                case CANNOT_TELL -> "cannot tell";
            };
        } catch (TimeoutException e) {
            return "no answer within %d s".formatted(PATIENCE);
        } catch (ExecutionException e) {
            return context.tools()
                    .redactor()
                    .redact("the look failed: "
                            + String.valueOf(e.getCause()).lines().findFirst().orElse(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nothing: Backout is shutting down";
        }
    }
}
