package io.backout.step;

import io.backout.plan.Step;
import io.backout.process.SideTasks;
import io.backout.record.Rollback;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Writes into the task "Follow preparation", every few seconds while a step works, how far it is. */
@Component
class FollowedSteps implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedSteps.class);
    private static final int PREPARED_LEVEL = 3;
    private static final long SECONDS_BETWEEN = 2;

    private final PreparationBriefing briefing;
    private final SideTasks sideTasks;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "followed-steps"));

    FollowedSteps(PreparationBriefing briefing, SideTasks sideTasks) {
        this.briefing = briefing;
        this.sideTasks = sideTasks;
    }

    @Override
    public void destroy() {
        writer.shutdownNow();
    }

    <T> T during(Rollback rollback, Step step, Supplier<T> work) {
        if (rollback.level() != PREPARED_LEVEL || !step.precedesSignatures(PREPARED_LEVEL)) {
            return work.get();
        }
        ScheduledFuture<?> writing =
                writer.scheduleWithFixedDelay(() -> write(rollback.id()), 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
        try {
            return work.get();
        } finally {
            writing.cancel(false);
            writeLast(rollback.id());
        }
    }

    /** Waited for: the step's transaction may withdraw the task, and two writers of one task would be in conflict. */
    private void writeLast(String rollbackId) {
        if (!writer.isShutdown()) {
            CompletableFuture.runAsync(() -> write(rollbackId), writer).join();
        }
    }

    private void write(String rollbackId) {
        try {
            sideTasks.rewrite(FollowPreparationTask.PROCESS, rollbackId, briefing.text(rollbackId));
        } catch (RuntimeException e) {
            // It only tells; the step goes on.
            LOG.debug("The task 'Follow preparation' of {} could not be written", rollbackId, e);
        }
    }
}
