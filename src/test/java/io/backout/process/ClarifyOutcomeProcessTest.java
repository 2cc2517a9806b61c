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

@Deployment(resources = {"clarify-outcome.bpmn", "clarify-outcome.form"})
class ClarifyOutcomeProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("clarify-outcome");

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.userTask("clarifyOutcomeTask", task -> {});
    }

    @Test
    void asksAnOperatorAndEndsWithTheAnswer() {
        ProcessInstance clarification = start();
        assertThat(clarification).isWaitingAt("userTask_clarifyOutcome");
        assertThat(task(clarification)).hasCandidateGroup("operators");

        complete(task(clarification), withVariables("outcome", "HAPPENED", "reason", "pm2 lists it"));

        assertThat(clarification)
                .isEnded()
                .hasPassedInOrder("startEvent_outcomeUnknown", "userTask_clarifyOutcome", "endEvent_outcomeClarified");
    }

    @Test
    void keepsTheAnswersAwayFromTheProcessVariables() {
        ProcessInstance clarification = start();
        complete(task(clarification), withVariables("outcome", "HAPPENED", "reason", "pm2 lists it"));

        Assertions.assertThat(ProcessVariables.of(clarification)).containsOnlyKeys("rollbackId", "stepRunId");
    }

    private static ProcessInstance start() {
        return runtimeService()
                .startProcessInstanceByKey("clarify-outcome", Map.of("rollbackId", "RB-1", "stepRunId", "7"));
    }
}
