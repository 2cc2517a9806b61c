package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = {"swap-back.bpmn", "confirm-business-works.form"})
class SwapBackProcessTest {
    private static final Map<String, Object> UNDO = Map.of("rollbackId", "RB-1");

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("swap-back", CallingProcess.KEY);

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.delegates("stopServices", "swapBack", "switchRelease", "startServices");
        verifies(true, true);
        Fakes.userTask(
                "confirmBusinessWorksTask",
                task -> task.setVariable("verified", "yes".equals(task.getVariable("businessWorks"))));
    }

    @Test
    void putsTheDatabaseBackAndThenTheReleaseStepByStep() {
        assertThat(run())
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_swapBackStarted",
                        "serviceTask_stopServices",
                        "serviceTask_swapBack",
                        "serviceTask_switchRelease",
                        "serviceTask_startServices",
                        "serviceTask_verifyRelease",
                        "endEvent_earlierStateVerified")
                .hasNotPassed("userTask_confirmBusinessWorks", "endEvent_earlierStateNotVerified");
    }

    @Test
    void endsNotVerifiedWhenTheReleaseIsNotVerified() {
        verifies(false, true);
        assertThat(run())
                .isEnded()
                .hasPassedInOrder("serviceTask_verifyRelease", "endEvent_earlierStateNotVerified")
                .hasNotPassed("endEvent_earlierStateVerified", "userTask_confirmBusinessWorks");
    }

    @Test
    void asksTheCommanderWhetherBusinessWorksWhereNoCheckIsConfigured() {
        verifies(true, false);
        ProcessInstance swapBack = run();
        assertThat(swapBack).isWaitingAt("userTask_confirmBusinessWorks");
        assertThat(task(swapBack)).hasCandidateGroup("incidentcommanders");

        complete(task(swapBack), withVariables("businessWorks", "yes", "comment", "placed an order"));

        assertThat(swapBack)
                .isEnded()
                .hasPassedInOrder("userTask_confirmBusinessWorks", "endEvent_earlierStateVerified")
                .hasNotPassed("endEvent_earlierStateNotVerified");
        assertThat(ProcessVariables.of(swapBack))
                .containsEntry("verified", true)
                .containsOnlyKeys("rollbackId", "verified", "businessChecked", "migrationDiffers");
    }

    @Test
    void endsNotVerifiedWhenBusinessDoesNotWork() {
        verifies(true, false);
        ProcessInstance swapBack = run();

        complete(task(swapBack), withVariables("businessWorks", "no"));

        assertThat(swapBack)
                .isEnded()
                .hasPassedInOrder("userTask_confirmBusinessWorks", "endEvent_earlierStateNotVerified")
                .hasNotPassed("endEvent_earlierStateVerified");
        assertThat(ProcessVariables.of(swapBack)).containsEntry("verified", false);
    }

    @Test
    void isInterruptedByAStopBeforeTheSwap() {
        Fakes.interruption("swapBack", "STOP");
        assertThat(CallingProcess.interruptionOf("swap-back", UNDO)).isEqualTo("STOP");
    }

    private static void verifies(boolean verified, boolean businessChecked) {
        Fakes.delegate(
                "verifyRelease",
                Map.of("verified", verified, "businessChecked", businessChecked, "migrationDiffers", false));
    }

    private static ProcessInstance run() {
        ProcessInstance swapBack = runtimeService().startProcessInstanceByKey("swap-back", UNDO);
        Jobs.runAll();
        return swapBack;
    }
}
