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

@Deployment(resources = {"skip-step.bpmn", "skip-step.form", "approve-skip.form"})
class SkipStepProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("skip-step");

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.userTask(
                "approveSkipTask", task -> task.setVariable("approved", "APPROVE".equals(task.getVariable("answer"))));
    }

    @Test
    void skipsAnOptionalStepAtOnce() {
        assertThat(start(false))
                .isEnded()
                .hasPassedInOrder("startEvent_skipRequested", "endEvent_optionalStepSkipped")
                .hasNotPassed("userTask_approveSkip");
    }

    @Test
    void skipsARequiredStepWithConsent() {
        ProcessInstance skip = start(true);
        assertThat(task(skip)).hasCandidateGroup("operators").hasCandidateGroup("incidentcommanders");

        complete(task(skip), withVariables("answer", "APPROVE", "comment", "it is stopped"));

        assertThat(skip)
                .isEnded()
                .hasPassedInOrder("startEvent_skipRequested", "userTask_approveSkip", "endEvent_stepSkipped")
                .hasNotPassed("endEvent_skipRefused");
        assertThat(ProcessVariables.of(skip)).containsOnlyKeys("rollbackId", "consentNeeded", "approved");
    }

    @Test
    void skipsNothingThatTheSecondPersonRefuses() {
        ProcessInstance skip = start(true);

        complete(task(skip), withVariables("answer", "REFUSE", "comment", "stop it by hand first"));

        assertThat(skip)
                .isEnded()
                .hasPassedInOrder("userTask_approveSkip", "endEvent_skipRefused")
                .hasNotPassed("endEvent_stepSkipped");
    }

    private static ProcessInstance start(boolean consentNeeded) {
        Fakes.listener("skipRequestedListener", Map.of("rollbackId", "RB-1", "consentNeeded", consentNeeded));
        return runtimeService().startProcessInstanceByKey("skip-step");
    }
}
