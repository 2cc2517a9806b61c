package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.record.EngineDatabase;
import io.backout.record.TestClock;
import io.backout.record.TestDatabase;
import io.backout.target.Configured;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine takes a failed job whose lock has moved for one that somebody else runs, and does not count its failure. */
class FailureOfALongStepTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private JdbcClient jdbc;
    private Node node;
    private Heartbeat heartbeat;
    private ProcessEngine engine;

    @BeforeEach
    void setUp() throws IOException {
        TestDatabase database = TestDatabase.create();
        jdbc = JdbcClient.create(database.source());
        node = new Node(
                Configured.with(Map.of("data-directory", directory, "node-name", "node-a")),
                new EngineDatabase(database.properties()));
        heartbeat = new Heartbeat(database.properties(), node, clock);
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setDataSource(database.source());
        configuration.setJdbcUrl(null);
        configuration.setProcessEngineName("long-step");
        configuration.setBeans(Map.of("step", (JavaDelegate) execution -> heartbeat.during(execution, () -> {
            clock.advance(Duration.ofSeconds(3));
            heartbeat.beat();
            throw new IllegalStateException("it failed");
        })));
        engine = configuration.buildProcessEngine();
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        heartbeat.destroy();
        node.destroy();
    }

    @Test
    void isCountedAlthoughItsLockWasRenewedMeanwhile() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "long.bpmn",
                        Bpmn.createExecutableProcess("long")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask()
                                .camundaAsyncBefore()
                                .camundaDelegateExpression("${step}")
                                .endEvent()
                                .done())
                .deploy();
        engine.getRuntimeService().startProcessInstanceByKey("long");
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = 'node-a', LOCK_EXP_TIME_ = ?")
                .param(Timestamp.from(clock.instant()))
                .update();

        Job job = job();
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                .hasMessageContaining("it failed");

        assertThat(job().getRetries()).isEqualTo(2);
        assertThat(job().getExceptionMessage()).isEqualTo("it failed");
    }

    private Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }
}
