package io.backout.process;

import io.backout.plan.Step;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * SIGTERM: ends what may run again, waits for what may not, starts nothing more, and says what goes on where. It comes
 * first of all that happens at the end, while the database still answers.
 */
@Component
class NodeStop {
    /** As docs/operations.md says; systemd and Docker must wait longer. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final int AS_IF_TERMINATED = 143;
    private static final Logger LOG = LoggerFactory.getLogger(NodeStop.class);

    private final ProcessEngine engine;
    private final Node node;
    private final Heartbeat heartbeat;
    private final JobPlaces jobs;
    private final Books books;

    NodeStop(ProcessEngine engine, Node node, Heartbeat heartbeat, JdbcClient jdbc, Books books) {
        this.engine = engine;
        this.node = node;
        this.heartbeat = heartbeat;
        this.jobs = new JobPlaces(jdbc, node.name());
        this.books = books;
    }

    /** Where it is written down. */
    @Component
    record Books(Rollbacks rollbacks, RollbackRecord record) {}

    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop() throws InterruptedException {
        if (node.stopping()) {
            return;
        }
        Set<String> underWay = underWay();
        LOG.info("node '{}' stops; under way here: {}", node.name(), underWay.isEmpty() ? "nothing" : underWay);
        // First: what is given back must not be taken again. The engine unlocks what it has not begun.
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .shutdown();
        node.stop();
        Set<String> running = underWay();
        for (long end = System.nanoTime() + LONGEST_WAIT.toNanos(); !running.isEmpty() && System.nanoTime() < end; ) {
            TimeUnit.MILLISECONDS.sleep(100);
            running = underWay();
        }
        for (String id : underWay) {
            books.rollbacks().find(id).ifPresent(this::say);
        }
        if (!running.isEmpty()) {
            // Ending in good order would interrupt it. As after a kill, its command goes on and is waited for.
            LOG.warn(
                    "node '{}' ends without {}, of which a step still runs after {} s; nobody starts it again while its command runs",
                    node.name(),
                    running,
                    LONGEST_WAIT.toSeconds());
            Runtime.getRuntime().halt(AS_IF_TERMINATED);
        }
    }

    private Set<String> underWay() {
        try {
            return jobs.held();
        } catch (DataAccessException unanswered) {
            // Where nobody can tell what it is, it is not cut off either.
            return heartbeat.isWorking() ? Set.of("a rollback that the silent database does not tell") : Set.of();
        }
    }

    private void say(Rollback rollback) {
        jobs.findStep(rollback.id()).ifPresent(step -> books.record()
                .note(
                        rollback.id(),
                        RollbackRecord.BACKOUT,
                        "NODE_STOPS",
                        "node '%s' stops; %s goes on %s '%s' on another node, or when this one starts again"
                                .formatted(
                                        node.name(),
                                        rollback.id(),
                                        step.done() ? "after" : "at",
                                        Step.named(step.id()).label())));
    }
}
