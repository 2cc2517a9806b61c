package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
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

@Deployment(resources = {"undo.bpmn", "undo-cut-over.form", "take-over-by-hand.form"})
class UndoProcessTest {
    private static final Map<String, Object> UNDO = Map.of("rollbackId", "RB-2");

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("undo", "approval", "swap-back");

    private final List<String> ends = new ArrayList<>();
    private CalledProcesses called;

    @AfterEach
    void removeCalledProcesses() {
        called.close();
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        called = new CalledProcesses("approval", "swap-back");
        called.answer("approval", Map.of("approved", true));
        called.answer("swap-back", Map.of("verified", true));
        Fakes.listener("undoRequestedListener", UNDO);
        Mocks.register("rollbackEndedListener", (ExecutionListener)
                it -> ends.add(it.getEventName() + " of " + it.getCurrentActivityId()));
        Fakes.delegate("draftPlan", Map.of("feasible", true));
        Fakes.delegates("prepareRelease", "announceStart", "announceSuccess", "announceStop", "announceTakeOver");
        Fakes.userTask("takeOverByHandTask", task -> {});
    }

    @Test
    void undoesTheCutOverOnceItIsSigned() {
        ProcessInstance undo = run();
        assertThat(undo)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_undoRequested",
                        "serviceTask_draftPlan",
                        "serviceTask_prepareRelease",
                        "callActivity_approval",
                        "serviceTask_announceStart",
                        "callActivity_swapBack",
                        "serviceTask_announceSuccess",
                        "endEvent_cutOverUndone")
                .hasNotPassed("serviceTask_announceStop", "userTask_takeOverByHand");
        assertEnds("endEvent_cutOverUndone");
        assertThat(called.received("approval")).isEqualTo(UNDO);
        assertThat(called.received("swap-back")).isEqualTo(UNDO);
        assertThat(ProcessVariables.of(undo)).containsOnlyKeys("rollbackId", "feasible", "approved", "verified");
    }

    @Test
    void isRefusedWhereThePlanCannotBeCarriedOut() {
        Fakes.delegate("draftPlan", Map.of("feasible", false));
        assertThat(run())
                .isEnded()
                .hasPassedInOrder("serviceTask_draftPlan", "endEvent_undoRefused")
                .hasNotPassed("serviceTask_prepareRelease", "callActivity_approval");
        assertEnds("endEvent_undoRefused");
    }

    @Test
    void undoesNothingThatADutyDoesNotSign() {
        called.answer("approval", Map.of("approved", false));
        assertThat(run())
                .isEnded()
                .hasPassedInOrder("callActivity_approval", "endEvent_undoNotSigned")
                .hasNotPassed("serviceTask_announceStart", "callActivity_swapBack");
        assertEnds("endEvent_undoNotSigned");
    }

    @Test
    void isTakenOverByHandWhereTheEarlierStateIsNotVerified() {
        called.answer("swap-back", Map.of("verified", false));
        ProcessInstance undo = run();
        assertThat(undo).isWaitingAt("userTask_takeOverByHand");
        assertThat(task(undo)).hasCandidateGroup("incidentcommanders");

        complete(task(undo), withVariables("state", "down", "nextAction", "call the vendor", "estimate", "16:00"));
        Jobs.runAll();

        assertThat(undo)
                .isEnded()
                .hasPassedInOrder("serviceTask_announceTakeOver", "endEvent_takenOver")
                .hasNotPassed("serviceTask_announceSuccess", "serviceTask_announceStop");
        assertEnds("endEvent_takenOver");
        assertThat(ProcessVariables.of(undo)).containsOnlyKeys("rollbackId", "feasible", "approved", "verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "CLIMB", "DRIFT"})
    void stopsWhenThePreparationIsInterrupted(String code) {
        Fakes.interruption("prepareRelease", code);
        ProcessInstance undo = run();
        assertStopped(undo, "event_preparationInterrupted", code);
        assertThat(undo).hasNotPassed("callActivity_approval", "serviceTask_announceStart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "CLIMB"})
    void stopsWhenTheApprovalIsInterrupted(String code) {
        called.interrupt("approval", code);
        ProcessInstance undo = run();
        assertStopped(undo, "event_approvalInterrupted", code);
        assertThat(undo).hasNotPassed("serviceTask_announceStart", "callActivity_swapBack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "CLIMB", "DRIFT"})
    void stopsWhenTheSwapBackIsInterrupted(String code) {
        called.interrupt("swap-back", code);
        ProcessInstance undo = run();
        assertStopped(undo, "event_swapBackInterrupted", code);
        assertThat(undo).hasNotPassed("serviceTask_announceSuccess", "userTask_takeOverByHand");
    }

    private void assertStopped(ProcessInstance undo, String boundary, String code) {
        assertThat(undo).isEnded().hasPassedInOrder(boundary, "serviceTask_announceStop", "endEvent_stopped");
        assertThat(ProcessVariables.of(undo)).containsEntry("interruption", code);
        assertEnds("endEvent_stopped");
    }

    private void assertEnds(String end) {
        assertThat(ends).containsExactly("start of " + end, "end of " + end);
    }

    private static ProcessInstance run() {
        ProcessInstance undo = runtimeService().startProcessInstanceByKey("undo");
        Jobs.runAll();
        return undo;
    }
}
