package io.backout.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Renews the engine's locks on the jobs whose steps run here, on a connection of its own: the engine itself would
 * start a job again, in parallel, as soon as its lock expires.
 */
@Component
public class Heartbeat implements SmartInitializingSingleton, DisposableBean {
    static final Duration LOCK = Duration.ofSeconds(30);
    /** MySQL keeps a job's lock in whole seconds, so it may end a little early; nobody may then still count as alive. */
    private static final Duration LIFE = LOCK.minusSeconds(1);

    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    // A thread of its own: a probe that hangs must not make this node look dead.
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final JobLocks locks;
    private final ClosedDatabase closed;
    private final Node node;
    private final Clock clock;
    private final Set<String> executions = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private volatile long lastBeat;

    public Heartbeat(DataSourceProperties database, Node node, Clock clock) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.determineUrl());
        config.setUsername(database.determineUsername());
        config.setPassword(database.determinePassword());
        config.setMaximumPoolSize(1);
        // On MySQL anything stricter would lock jobs that are not ours.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        config.setPoolName("heartbeat");
        // The database may come up after us; the beats say so.
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.jdbc = JdbcClient.create(pool);
        this.locks = new JobLocks(jdbc, node.name());
        this.closed = new ClosedDatabase(config.getJdbcUrl());
        this.node = node;
        this.clock = clock;
        this.lastBeat = clock.millis();
    }

    /** Keeps the lock of the execution's job until the work is done. */
    public void during(DelegateExecution execution, Runnable work) {
        executions.add(execution.getId());
        try {
            requireBeating();
            work.run();
        } catch (BpmnError result) {
            throw result;
        } catch (RuntimeException failure) {
            end(execution, failure);
            throw failure;
        } finally {
            executions.remove(execution.getId());
        }
    }

    boolean isWorking() {
        return !executions.isEmpty();
    }

    /** No beat may move the lock between what the engine is told and what it finds. */
    private void end(DelegateExecution execution, RuntimeException failure) {
        synchronized (locks) {
            executions.remove(execution.getId());
        }
        try {
            if (node.stopping()) {
                locks.free();
            } else {
                locks.tellEngine();
            }
        } catch (RuntimeException e) {
            // The engine tries again when the lock expires.
            failure.addSuppressed(e);
        }
    }

    /**
     * @throws IllegalStateException when others may already believe that this node is dead
     * @throws NodeStopsException when this node is about to end
     */
    public void requireBeating() {
        node.requireGoingOn();
        if (clock.millis() - lastBeat > SILENCE.toMillis()) {
            throw new IllegalStateException(
                    "node '%s' could not renew its locks for more than %d s, so it starts nothing; it goes on when the engine's database answers"
                            .formatted(node.name(), SILENCE.toSeconds()));
        }
    }

    /** True when the incarnation beat within the lock time; an earlier one of this node's own name is over. */
    public boolean isLive(String incarnation) {
        return incarnation.equals(node.incarnation())
                || jdbc.sql("select seen_at from node where incarnation = ? and name <> ?")
                        .params(incarnation, node.name())
                        .query(Long.class)
                        .optional()
                        .filter(seen -> clock.millis() - seen <= LIFE.toMillis())
                        .isPresent();
    }

    @Override
    public void afterSingletonsInstantiated() {
        beats.scheduleWithFixedDelay(this::beat, 0, 3, TimeUnit.SECONDS);
    }

    void beat() {
        try {
            long now = clock.millis();
            beat(now);
            synchronized (locks) {
                locks.renew(List.copyOf(executions), now + LOCK.toMillis());
            }
            lastBeat = now;
        } catch (RuntimeException e) {
            if (closed.isWhy(e)) {
                LOG.error(closed.words());
                halt();
            }
            LOG.warn(
                    "node '{}' could not renew its locks; after {} s it starts nothing more: {}",
                    node.name(),
                    SILENCE.toSeconds(),
                    e.getMessage());
        }
    }

    /** Nothing that an end in good order would write can be written any more. */
    void halt() {
        Runtime.getRuntime().halt(1);
    }

    private void beat(long now) {
        int known = jdbc.sql("update node set seen_at = ? where name = ? and incarnation = ?")
                .params(now, node.name(), node.incarnation())
                .update();
        if (known == 0) {
            try {
                jdbc.sql("insert into node (name, incarnation, seen_at, data_directory) values (?, ?, ?, ?)")
                        .params(node.name(), node.incarnation(), now, node.dataDirectoryId())
                        .update();
            } catch (DuplicateKeyException e) {
                throw new IllegalStateException(
                        "it was silent so long that another server took its name; stop one of the two", e);
            }
        }
    }

    @Override
    public void destroy() {
        beats.shutdown();
        try {
            beats.awaitTermination(5, TimeUnit.SECONDS);
            // Ended in good order: nobody needs to wait until this node counts as dead.
            jdbc.sql("delete from node where incarnation = ?")
                    .param(node.incarnation())
                    .update();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            LOG.debug("node '{}' could not sign off", node.name(), unreachable);
        }
        pool.close();
    }
}
