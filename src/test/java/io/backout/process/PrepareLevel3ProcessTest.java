package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "prepare-level-3.bpmn")
class PrepareLevel3ProcessTest {
    private static final Map<String, Object> PREPARED = Map.of("prepared", true);
    private static final Map<String, Object> NOT_PREPARED = Map.of("prepared", false);

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("prepare-level-3", CallingProcess.KEY);

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void registerBeans() {
        Mocks.register("preparationListener", (ExecutionListener) execution -> heard.add(execution.getEventName()));
        Fakes.delegates("stopWriting", "takeSnapshot", "restoreBackupAside", "prepareRelease", "completePlan");
        Fakes.delegate("verifyBackup", PREPARED);
        Fakes.delegate("verifyRestoredCopy", PREPARED);
    }

    @Test
    void stopsWritingAndPreparesAProvenCopyStepByStep() {
        ProcessInstance preparation = run(true);
        assertThat(preparation)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_preparationStarted",
                        "serviceTask_stopWriting",
                        "serviceTask_verifyBackup",
                        "serviceTask_takeSnapshot",
                        "serviceTask_restoreBackupAside",
                        "serviceTask_verifyRestoredCopy",
                        "serviceTask_prepareRelease",
                        "serviceTask_completePlan",
                        "endEvent_copyPrepared")
                .hasNotPassed("endEvent_backupNotSound", "endEvent_copyNotProven");
        assertThat(ProcessVariables.of(preparation))
                .containsEntry("prepared", true)
                .containsOnlyKeys("rollbackId", "stopWriting", "prepared");
        assertThat(heard).containsExactly("start", "end");
    }

    @Test
    void leavesTheApplicationAloneWhereItServesUntilTheCutOver() {
        assertThat(run(false))
                .isEnded()
                .hasPassedInOrder("serviceTask_verifyBackup", "endEvent_copyPrepared")
                .hasNotPassed("serviceTask_stopWriting");
    }

    @Test
    void stopsWritingWhereNobodyAnswered() {
        assertThat(run(null)).isEnded().hasPassedInOrder("serviceTask_stopWriting", "endEvent_copyPrepared");
    }

    @Test
    void restoresNoBackupThatIsNotSound() {
        Fakes.delegate("verifyBackup", NOT_PREPARED);
        ProcessInstance preparation = run(false);
        assertThat(preparation)
                .isEnded()
                .hasPassedInOrder("serviceTask_verifyBackup", "endEvent_backupNotSound")
                .hasNotPassed("serviceTask_takeSnapshot", "serviceTask_restoreBackupAside", "endEvent_copyPrepared");
        assertThat(ProcessVariables.of(preparation)).containsEntry("prepared", false);
    }

    @Test
    void preparesNothingMoreWhereTheCopyIsNotProven() {
        Fakes.delegate("verifyRestoredCopy", NOT_PREPARED);
        ProcessInstance preparation = run(false);
        assertThat(preparation)
                .isEnded()
                .hasPassedInOrder("serviceTask_verifyRestoredCopy", "endEvent_copyNotProven")
                .hasNotPassed("serviceTask_prepareRelease", "serviceTask_completePlan", "endEvent_copyPrepared");
        assertThat(ProcessVariables.of(preparation)).containsEntry("prepared", false);
    }

    @Test
    void isInterruptedByAStopDuringTheRestore() {
        Fakes.interruption("restoreBackupAside", "STOP");
        assertThat(CallingProcess.interruptionOf("prepare-level-3", Map.of("rollbackId", "RB-1", "stopWriting", true)))
                .isEqualTo("STOP");
        assertThat(heard).containsExactly("start", "end");
    }

    private static ProcessInstance run(@Nullable Boolean stopWriting) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("rollbackId", "RB-1");
        variables.put("stopWriting", stopWriting);
        ProcessInstance preparation = runtimeService().startProcessInstanceByKey("prepare-level-3", variables);
        Jobs.runAll();
        return preparation;
    }
}
