package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import io.backout.record.RecordEntry;
import io.backout.record.RollbackState;
import io.backout.record.StepRun;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The engine forgets what ended long ago; Backout does not. */
@EngineTest
@Import(EngineScene.class)
@TestPropertySource(
        properties = {
            "backout.audit-retention=200d",
            "spring.datasource.url=jdbc:h2:mem:history;DB_CLOSE_DELAY=-1",
            "camunda.bpm.process-engine-name=history"
        })
class HistoryCleanUpTest {
    private static final int DAYS = 200;

    @Autowired
    private EngineScene scene;

    private HistoryService history;

    @BeforeEach
    void reset() {
        scene.reset();
        history = scene.engine.getHistoryService();
    }

    @AfterEach
    void clear() {
        ClockUtil.reset();
        scene.clear();
    }

    @Test
    void keepsEachDiagramAndDecisionAsLongAsConfigured() {
        RepositoryService repository = scene.engine.getRepositoryService();

        assertThat(repository.createProcessDefinitionQuery().list())
                .isNotEmpty()
                .extracting(ProcessDefinition::getHistoryTimeToLive)
                .containsOnly(DAYS);
        assertThat(repository.createDecisionDefinitionQuery().list())
                .isNotEmpty()
                .extracting(DecisionDefinition::getHistoryTimeToLive)
                .containsOnly(DAYS);
    }

    @Test
    void removesTheEnginesHistoryAfterThatTimeAndNothingOfBackoutsOwn() {
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        // The last commit may be a moment away.
        Poll.until(EngineScene.LIMIT, () -> finished(id) == 1, () -> "the process does not end");
        List<HistoricProcessInstance> instances =
                history.createHistoricProcessInstanceQuery().finished().list();
        Date end = instances.stream()
                .filter(instance ->
                        id.equals(instance.getBusinessKey()) && instance.getSuperProcessInstanceId() == null)
                .map(HistoricProcessInstance::getEndTime)
                .findFirst()
                .orElseThrow();
        List<RecordEntry> record = scene.record.of(id);
        List<StepRun> steps = scene.ledger.of(id);

        // Level 1 is a process of its own; it goes with the rollback that called it.
        assertThat(instances)
                .hasSize(2)
                .extracting(HistoricProcessInstance::getRemovalTime)
                .containsOnly(after(end, DAYS));
        cleanUp(after(end, DAYS - 1));
        assertThat(instances()).isEqualTo(2);
        cleanUp(after(end, DAYS + 1));
        Poll.until(EngineScene.LIMIT, () -> instances() == 0, () -> "the engine's history is not removed");

        assertThat(history.createHistoricActivityInstanceQuery().count()).isZero();
        assertThat(scene.record.of(id)).isEqualTo(record).isNotEmpty();
        assertThat(scene.record.findBreak()).isEmpty();
        assertThat(scene.ledger.of(id)).isEqualTo(steps).hasSize(6);
        assertThat(scene.state(id)).isEqualTo(RollbackState.ROLLED_BACK);
    }

    @Test
    void makesAnIncidentOfACleanUpThatFailsForGood() {
        ManagementService management = scene.engine.getManagementService();
        String job = history.findHistoryCleanupJobs().get(0).getId();

        // What the engine does after the last failure.
        management.setJobRetries(job, 0);

        try {
            assertThat(scene.incidents()).extracting(Incident::getConfiguration).containsExactly(job);
        } finally {
            management.setJobRetries(job, 3);
        }
    }

    private long finished(String id) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(id)
                .rootProcessInstances()
                .finished()
                .count();
    }

    private long instances() {
        return history.createHistoricProcessInstanceQuery().count();
    }

    private static Date after(Date time, int days) {
        return new Date(time.getTime() + Duration.ofDays(days).toMillis());
    }

    /** Now, whatever the hour; returns when the job has run. */
    private void cleanUp(Date now) {
        ClockUtil.setCurrentTime(now);
        history.cleanUpHistoryAsync(true);
        Poll.until(EngineScene.LIMIT, () -> hasRunAt(now), () -> "the clean-up does not run");
    }

    /** Not by their number: in the hours of its window the job runs by itself, too, and removes its own old entries. */
    private boolean hasRunAt(Date now) {
        return history.createHistoricJobLogQuery().jobDefinitionType("history-cleanup").successLog().list().stream()
                .anyMatch(run -> run.getTimestamp().equals(now));
    }
}
