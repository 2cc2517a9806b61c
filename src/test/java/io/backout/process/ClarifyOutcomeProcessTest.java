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

@Deployment(resources = {"clarify-outcome.bpmn", "clarify-outcome.form", "approve-skip.form"})
class ClarifyOutcomeProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("clarify-outcome");

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
    void asksAnOperatorAndEndsWithTheAnswer() {
        ProcessInstance clarification = start(false);
        assertThat(clarification).isWaitingAt("userTask_clarifyOutcome");
        assertThat(task(clarification)).hasCandidateGroup("operators");

        answer(clarification);

        assertThat(clarification)
                .isEnded()
                .hasPassedInOrder("startEvent_outcomeUnknown", "userTask_clarifyOutcome", "endEvent_outcomeClarified")
                .hasNotPassed("userTask_approveSkip");
        Assertions.assertThat(ProcessVariables.of(clarification))
                .as("answers stay away from the process variables")
                .containsOnlyKeys("rollbackId", "stepRunId", "consentNeeded");
    }

    @Test
    void takesASecondPersonForWhatCanNeverBeSkipped() {
        ProcessInstance clarification = start(true);
        answer(clarification);
        assertThat(task(clarification)).hasCandidateGroup("operators").hasCandidateGroup("incidentcommanders");

        complete(task(clarification), withVariables("answer", "APPROVE", "comment", "I see it, too"));

        assertThat(clarification)
                .isEnded()
                .hasPassedInOrder("userTask_clarifyOutcome", "userTask_approveSkip", "endEvent_outcomeConfirmed")
                .hasNotPassed("endEvent_outcomeDoubted");
        Assertions.assertThat(ProcessVariables.of(clarification))
                .containsOnlyKeys("rollbackId", "stepRunId", "consentNeeded", "approved");
    }

    @Test
    void endsWithoutAnAnswerWhereTheSecondPersonRefuses() {
        ProcessInstance clarification = start(true);
        answer(clarification);

        complete(task(clarification), withVariables("answer", "REFUSE", "comment", "one row is missing"));

        assertThat(clarification)
                .isEnded()
                .hasPassedInOrder("userTask_approveSkip", "endEvent_outcomeDoubted")
                .hasNotPassed("endEvent_outcomeConfirmed");
    }

    private static ProcessInstance start(boolean consentNeeded) {
        Fakes.userTask("clarifyOutcomeTask", task -> task.setVariable("consentNeeded", consentNeeded));
        return runtimeService()
                .startProcessInstanceByKey("clarify-outcome", Map.of("rollbackId", "RB-1", "stepRunId", "7"));
    }

    private static void answer(ProcessInstance clarification) {
        complete(task(clarification), withVariables("outcome", "HAPPENED", "reason", "pm2 lists it"));
    }
}
