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

@Deployment(resources = {"clean-up.bpmn", "clean-up.form", "approve-clean-up.form"})
class CleanUpProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("clean-up");

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.listener("cleanUpRequestedListener", Map.of("rollbackId", "RB-1"));
        Fakes.userTask(
                "approveCleanUpTask",
                task -> task.setVariable("approved", "APPROVE".equals(task.getVariable("answer"))));
        Fakes.delegates("dropPutAwayData");
    }

    @Test
    void dropsWhatTheTechnicalOwnerApproves() {
        ProcessInstance cleanUp = start();
        assertThat(cleanUp).isWaitingAt("userTask_approveCleanUp");
        assertThat(task(cleanUp)).hasCandidateGroup("technicalowners");

        complete(task(cleanUp), withVariables("answer", "APPROVE", "comment", "we need it no more"));
        Jobs.runAll();

        assertThat(cleanUp)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_cleanUpRequested",
                        "userTask_approveCleanUp",
                        "serviceTask_dropPutAwayData",
                        "endEvent_putAwayDataDropped")
                .hasNotPassed("endEvent_cleanUpRefused");
        assertThat(ProcessVariables.of(cleanUp)).containsOnlyKeys("rollbackId", "approved");
    }

    @Test
    void dropsNothingThatTheTechnicalOwnerRefuses() {
        ProcessInstance cleanUp = start();

        complete(task(cleanUp), withVariables("answer", "REFUSE", "comment", "the auditors want it"));
        Jobs.runAll();

        assertThat(cleanUp)
                .isEnded()
                .hasPassedInOrder("userTask_approveCleanUp", "endEvent_cleanUpRefused")
                .hasNotPassed("serviceTask_dropPutAwayData");
    }

    private static ProcessInstance start() {
        return runtimeService().startProcessInstanceByKey("clean-up");
    }
}
