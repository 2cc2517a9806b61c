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

@Deployment(resources = {"follow-preparation.bpmn", "follow-preparation.form"})
class FollowPreparationProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("follow-preparation");

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Fakes.userTask("followPreparationTask", task -> {});
    }

    @Test
    void isTheCommandersAndEndsWithTheRequestToStop() {
        ProcessInstance page = start();
        assertThat(page).isWaitingAt("userTask_followPreparation");
        assertThat(task(page)).hasCandidateGroup("incidentcommanders");

        complete(task(page), withVariables("reason", "the backup is the wrong one"));

        assertThat(page)
                .isEnded()
                .hasPassedInOrder("startEvent_preparationStarted", "userTask_followPreparation", "endEvent_stopAsked");
    }

    @Test
    void keepsTheReasonAwayFromTheProcessVariables() {
        ProcessInstance page = start();
        complete(task(page), withVariables("reason", "the backup is the wrong one"));
        Assertions.assertThat(ProcessVariables.of(page)).containsOnlyKeys("rollbackId");
    }

    private static ProcessInstance start() {
        return runtimeService().startProcessInstanceByKey("follow-preparation", Map.of("rollbackId", "RB-1"));
    }
}
