package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = {"level-2-migration.bpmn", "confirm-business-works.form"})
class Level2ProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("level-2-migration");

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.delegates("preserveEvidence", "stopApplication");
        Fakes.delegates("takeSnapshot", "revertSchemaChanges", "markMigrationRolledBack");
        Fakes.delegates("switchRelease", "startApplication");
        Fakes.userTask(
                "confirmBusinessWorksTask",
                task -> task.setVariable("verified", "yes".equals(task.getVariable("businessWorks"))));
    }

    @Test
    void rollsTheMigrationBackAndThenTheReleaseStepByStep() {
        verifies(true, true);
        ProcessInstance level2 = run();
        assertThat(level2)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_level2Started",
                        "serviceTask_preserveEvidence",
                        "serviceTask_stopApplication",
                        "serviceTask_takeSnapshot",
                        "serviceTask_revertSchemaChanges",
                        "serviceTask_markMigrationRolledBack",
                        "serviceTask_switchRelease",
                        "serviceTask_startApplication",
                        "serviceTask_verifyRelease",
                        "endEvent_migrationRolledBack")
                .hasNotPassed("userTask_confirmBusinessWorks", "endEvent_releaseNotVerified");
    }

    @Test
    void endsNotVerifiedWhenTheReleaseIsNotVerified() {
        verifies(false, true);
        assertThat(run())
                .isEnded()
                .hasPassedInOrder("serviceTask_verifyRelease", "endEvent_releaseNotVerified")
                .hasNotPassed("endEvent_migrationRolledBack", "userTask_confirmBusinessWorks");
    }

    @Test
    void asksTheCommanderWhetherBusinessWorksWhereNoCheckIsConfigured() {
        verifies(true, false);
        ProcessInstance level2 = run();
        assertThat(level2).isWaitingAt("userTask_confirmBusinessWorks");
        assertThat(task(level2)).hasCandidateGroup("incidentcommanders");

        complete(task(level2), withVariables("businessWorks", "yes", "comment", "placed an order"));

        assertThat(level2)
                .isEnded()
                .hasPassedInOrder("userTask_confirmBusinessWorks", "endEvent_migrationRolledBack")
                .hasNotPassed("endEvent_releaseNotVerified");
        Assertions.assertThat(ProcessVariables.of(level2))
                .containsEntry("verified", true)
                .containsOnlyKeys("rollbackId", "verified", "businessChecked", "migrationDiffers");
    }

    @Test
    void endsNotVerifiedWhenBusinessDoesNotWork() {
        verifies(true, false);
        ProcessInstance level2 = run();

        complete(task(level2), withVariables("businessWorks", "no"));

        assertThat(level2)
                .isEnded()
                .hasPassedInOrder("userTask_confirmBusinessWorks", "endEvent_releaseNotVerified")
                .hasNotPassed("endEvent_migrationRolledBack");
        Assertions.assertThat(ProcessVariables.of(level2)).containsEntry("verified", false);
    }

    private static void verifies(boolean verified, boolean businessChecked) {
        Fakes.delegate(
                "verifyRelease",
                Map.of("verified", verified, "businessChecked", businessChecked, "migrationDiffers", false));
    }

    private static ProcessInstance run() {
        ProcessInstance level2 =
                runtimeService().startProcessInstanceByKey("level-2-migration", Map.of("rollbackId", "RB-1"));
        Jobs.runAll();
        return level2;
    }
}
