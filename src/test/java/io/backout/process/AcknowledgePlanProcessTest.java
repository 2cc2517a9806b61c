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

@Deployment(resources = {"acknowledge-plan.bpmn", "acknowledge-plan.form"})
class AcknowledgePlanProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("acknowledge-plan");

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.userTask("acknowledgePlanTask", task -> {});
    }

    @Test
    void asksTheProductOwnerAndEndsWithTheAnswer() {
        ProcessInstance acknowledgement = start();
        assertThat(acknowledgement).isWaitingAt("userTask_acknowledgePlan");
        assertThat(task(acknowledgement)).hasCandidateGroup("productowners");

        complete(task(acknowledgement), withVariables("comment", "the customers are told"));

        assertThat(acknowledgement)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_planToAcknowledge", "userTask_acknowledgePlan", "endEvent_planAcknowledged");
    }

    @Test
    void keepsTheCommentAwayFromTheProcessVariables() {
        ProcessInstance acknowledgement = start();
        complete(task(acknowledgement), withVariables("comment", "the customers are told"));
        Assertions.assertThat(ProcessVariables.of(acknowledgement)).containsOnlyKeys("rollbackId");
    }

    private static ProcessInstance start() {
        return runtimeService().startProcessInstanceByKey("acknowledge-plan", Map.of("rollbackId", "RB-1"));
    }
}
