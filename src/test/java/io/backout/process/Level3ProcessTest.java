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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Deployment(resources = {"level-3-database.bpmn", "confirm-business-works.form"})
class Level3ProcessTest {
    private static final Map<String, Object> ROLLBACK = Map.of("rollbackId", "RB-1");

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            Coverage.ofAll("level-3-database", "approval", CallingProcess.KEY);

    private CalledProcesses called;

    @AfterEach
    void removeCalledProcesses() {
        called.close();
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        called = new CalledProcesses("approval");
        Fakes.delegates("stopServices", "completePlan", "cutOver", "switchRelease", "startServices");
        countsLoss(true);
        verifies(true, true);
        Fakes.userTask(
                "confirmBusinessWorksTask",
                task -> task.setVariable("verified", "yes".equals(task.getVariable("businessWorks"))));
    }

    @Test
    void putsTheCopyInThePlaceOfTheDatabaseAndThenTheReleaseStepByStep() {
        assertThat(run())
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_level3Started",
                        "serviceTask_stopServices",
                        "serviceTask_countLossAgain",
                        "serviceTask_cutOver",
                        "serviceTask_switchRelease",
                        "serviceTask_startServices",
                        "serviceTask_verifyRelease",
                        "endEvent_databaseRolledBack")
                .hasNotPassed(
                        "serviceTask_completePlan",
                        "callActivity_approval",
                        "userTask_confirmBusinessWorks",
                        "endEvent_releaseNotVerified");
    }

    @Test
    void hasALargerLossSignedBeforeItCutsOver() {
        countsLoss(false);
        called.answer("approval", Map.of("approved", true));
        assertThat(run())
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_countLossAgain",
                        "serviceTask_completePlan",
                        "callActivity_approval",
                        "serviceTask_cutOver",
                        "endEvent_databaseRolledBack")
                .hasNotPassed("endEvent_lossNotAccepted");
        assertThat(called.received("approval")).isEqualTo(ROLLBACK);
    }

    @Test
    void cutsNothingOverWhereALargerLossIsNotSigned() {
        countsLoss(false);
        called.answer("approval", Map.of("approved", false));
        assertThat(run())
                .hasPassedInOrder("callActivity_approval", "endEvent_lossNotAccepted")
                .hasNotPassed("serviceTask_cutOver", "serviceTask_startServices", "endEvent_databaseRolledBack");
    }

    @Test
    void isInterruptedAsByADriftWhereALargerLossIsNotSigned() {
        countsLoss(false);
        called.answer("approval", Map.of("approved", false));
        assertThat(interruption()).isEqualTo("DRIFT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "CLIMB"})
    void isInterruptedByARequestWhileALargerLossIsSigned(String request) {
        countsLoss(false);
        called.interrupt("approval", request);
        assertThat(interruption()).isEqualTo(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "CLIMB", "DRIFT"})
    void isInterruptedBeforeTheCutOver(String code) {
        Fakes.interruption("cutOver", code);
        assertThat(interruption()).isEqualTo(code);
    }

    @Test
    void endsNotVerifiedWhenTheReleaseIsNotVerified() {
        verifies(false, true);
        assertThat(run())
                .isEnded()
                .hasPassedInOrder("serviceTask_verifyRelease", "endEvent_releaseNotVerified")
                .hasNotPassed("endEvent_databaseRolledBack", "userTask_confirmBusinessWorks");
    }

    @Test
    void asksTheCommanderWhetherBusinessWorksWhereNoCheckIsConfigured() {
        verifies(true, false);
        ProcessInstance level3 = run();
        assertThat(level3).isWaitingAt("userTask_confirmBusinessWorks");
        assertThat(task(level3)).hasCandidateGroup("incidentcommanders");

        complete(task(level3), withVariables("businessWorks", "yes", "comment", "placed an order"));

        assertThat(level3)
                .isEnded()
                .hasPassedInOrder("userTask_confirmBusinessWorks", "endEvent_databaseRolledBack")
                .hasNotPassed("endEvent_releaseNotVerified");
        assertThat(ProcessVariables.of(level3))
                .containsEntry("verified", true)
                .containsOnlyKeys("rollbackId", "lossWithinBound", "verified", "businessChecked", "migrationDiffers");
    }

    @Test
    void endsNotVerifiedWhenBusinessDoesNotWork() {
        verifies(true, false);
        ProcessInstance level3 = run();

        complete(task(level3), withVariables("businessWorks", "no"));

        assertThat(level3)
                .isEnded()
                .hasPassedInOrder("userTask_confirmBusinessWorks", "endEvent_releaseNotVerified")
                .hasNotPassed("endEvent_databaseRolledBack");
        assertThat(ProcessVariables.of(level3)).containsEntry("verified", false);
    }

    private static void countsLoss(boolean withinBound) {
        Fakes.delegate("countLossAgain", Map.of("lossWithinBound", withinBound));
    }

    private static void verifies(boolean verified, boolean businessChecked) {
        Fakes.delegate(
                "verifyRelease",
                Map.of("verified", verified, "businessChecked", businessChecked, "migrationDiffers", false));
    }

    private static ProcessInstance run() {
        ProcessInstance level3 = runtimeService().startProcessInstanceByKey("level-3-database", ROLLBACK);
        Jobs.runAll();
        return level3;
    }

    private static Object interruption() {
        return CallingProcess.interruptionOf("level-3-database", ROLLBACK);
    }
}
