package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
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

@Deployment(resources = {"rollback.bpmn", "report-problem.form", "decide-level.form", "take-over-by-hand.form"})
class RollbackProcessTest {
    private static final Map<String, Object> NOT_VERIFIED = Map.of("verified", false);

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("rollback", RollbackScenario.CALLED);

    private RollbackScenario scenario;

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        scenario = new RollbackScenario();
    }

    @AfterEach
    void removeCalledProcesses() {
        scenario.close();
    }

    @Test
    void rollsBackAtLevel1WithNoMoreThanTheCommandersDecision() {
        assertThat(scenario.decide(1))
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_problemReported",
                        "serviceTask_gatherEvidence",
                        "businessRuleTask_recommendLevel",
                        "userTask_decideLevel",
                        "serviceTask_draftPlan",
                        "serviceTask_announceStart",
                        "callActivity_level1",
                        "serviceTask_announceSuccess",
                        "endEvent_rolledBack")
                .hasNotPassed("callActivity_prepareLevel3", "callActivity_approval", "serviceTask_escalate");
    }

    @Test
    void rollsBackAtLevel2OnceItIsSigned() {
        assertThat(scenario.decide(2))
                .isEnded()
                .hasPassedInOrder(
                        "callActivity_approval",
                        "serviceTask_announceStart",
                        "callActivity_level2",
                        "endEvent_rolledBack")
                .hasNotPassed("callActivity_prepareLevel3", "callActivity_level1", "callActivity_level3");
    }

    @Test
    void rollsBackAtLevel3OnceACopyIsProvenAndSigned() {
        assertThat(scenario.decide(3))
                .isEnded()
                .hasPassedInOrder(
                        "callActivity_prepareLevel3",
                        "callActivity_approval",
                        "serviceTask_announceStart",
                        "callActivity_level3",
                        "endEvent_rolledBack")
                .hasNotPassed("callActivity_level1", "callActivity_level2");
    }

    @Test
    void asksTheCommanderWhenAnAlertIsReceived() {
        ProcessInstance rollback = scenario.alert();
        assertThat(rollback)
                .isWaitingAt("userTask_decideLevel")
                .hasPassedInOrder("startEvent_alertReceived", "businessRuleTask_recommendLevel")
                .hasNotPassed("startEvent_problemReported");
        assertThat(task(rollback)).hasCandidateGroup("incidentcommanders");
    }

    @Test
    void doesNotAskAgainWhenTheReportBringsTheDecision() {
        assertThat(scenario.decidedWithTheReport("ROLL_BACK", 1).report())
                .isEnded()
                .hasPassed("endEvent_rolledBack")
                .hasNotPassed("userTask_decideLevel");
    }

    @Test
    void closesWithoutRollbackWhenTheCommanderSaysSo() {
        assertThat(scenario.decide(0))
                .isEnded()
                .hasPassedInOrder("userTask_decideLevel", "endEvent_closedWithoutRollback")
                .hasNotPassed("serviceTask_draftPlan");
    }

    @Test
    void refusesALevelNamedInTheRequestThatCannotBeCarriedOut() {
        assertThat(scenario.withoutFeasiblePlan()
                        .decidedWithTheReport("ROLL_BACK", 3)
                        .report())
                .isEnded()
                .hasPassedInOrder("serviceTask_draftPlan", "endEvent_refused")
                .hasNotPassed("serviceTask_announceStart", "callActivity_prepareLevel3");
    }

    @Test
    void asksAgainWhenTheCommandersPlanCannotBeCarriedOut() {
        assertThat(scenario.withoutFeasiblePlan().decide(2))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("serviceTask_draftPlan")
                .hasNotPassed("serviceTask_announceStart", "endEvent_refused");
    }

    @Test
    void asksAgainWhenNoCopyCouldBeProven() {
        assertThat(scenario.answering("prepare-level-3", Map.of("prepared", false))
                        .decide(3))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("callActivity_prepareLevel3")
                .hasNotPassed("callActivity_approval", "serviceTask_announceStart");
    }

    @Test
    void asksAgainWhenADutyDoesNotSign() {
        assertThat(scenario.answering("approval", Map.of("approved", false)).decide(2))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("callActivity_approval")
                .hasNotPassed("serviceTask_announceStart");
    }

    @Test
    void escalatesFromLevel1ToLevel2WhereAMigrationDiffers() {
        assertThat(scenario.answering("level-1-application", Map.of("verified", false, "migrationDiffers", true))
                        .decide(1))
                .isEnded()
                .hasPassedInOrder(
                        "callActivity_level1",
                        "serviceTask_escalate",
                        "callActivity_approval",
                        "callActivity_level2",
                        "endEvent_rolledBack")
                .hasNotPassed("callActivity_level3");
    }

    @Test
    void asksAgainAfterLevel1WhereNoMigrationDiffers() {
        assertThat(scenario.answering("level-1-application", Map.of("verified", false, "migrationDiffers", false))
                        .decide(1))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("callActivity_level1")
                .hasNotPassed("serviceTask_escalate", "serviceTask_announceSuccess");
    }

    @Test
    void escalatesFromLevel2ToLevel3() {
        assertThat(scenario.answering("level-2-migration", NOT_VERIFIED).decide(2))
                .isEnded()
                .hasPassedInOrder(
                        "callActivity_level2",
                        "serviceTask_escalate",
                        "callActivity_prepareLevel3",
                        "callActivity_level3",
                        "endEvent_rolledBack");
    }

    @Test
    void isTakenOverByHandAfterLevel3() {
        ProcessInstance rollback =
                scenario.answering("level-3-database", NOT_VERIFIED).decide(3);
        assertThat(rollback).isWaitingAt("userTask_takeOverByHand");
        complete(task(rollback), withVariables("state", "down", "nextAction", "call the vendor", "estimate", "16:00"));
        Jobs.runAll();
        assertThat(rollback)
                .isEnded()
                .hasPassedInOrder("serviceTask_announceTakeOver", "endEvent_takenOver")
                .hasNotPassed("serviceTask_announceSuccess", "serviceTask_escalate");
    }

    @Test
    void stopsWhenLevel1IsInterruptedByAStop() {
        assertThat(scenario.interrupting("level-1-application", "STOP").decide(1))
                .isEnded()
                .hasPassedInOrder("event_level1Interrupted", "serviceTask_announceStop", "endEvent_stopped")
                .hasNotPassed("serviceTask_escalate", "serviceTask_announceSuccess");
    }

    @Test
    void climbsWhenLevel2IsInterruptedByAClimb() {
        assertThat(scenario.interrupting("level-2-migration", "CLIMB").decide(2))
                .isEnded()
                .hasPassedInOrder(
                        "event_level2Interrupted",
                        "serviceTask_escalate",
                        "serviceTask_draftPlan",
                        "callActivity_level3",
                        "endEvent_rolledBack")
                .hasNotPassed("serviceTask_announceStop");
    }

    @Test
    void asksAgainWhenLevel3IsInterruptedByAClimb() {
        assertThat(scenario.interrupting("level-3-database", "CLIMB").decide(3))
                .isWaitingAt("userTask_decideLevel")
                .hasPassedInOrder("event_level3Interrupted", "serviceTask_escalate")
                .hasNotPassed("serviceTask_announceSuccess", "endEvent_refused");
    }

    @Test
    void asksAgainWhenTheStateHasDrifted() {
        assertThat(scenario.interrupting("level-1-application", "DRIFT").decide(1))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("event_level1Interrupted")
                .hasNotPassed("serviceTask_escalate", "serviceTask_announceStop", "serviceTask_announceSuccess");
    }

    @Test
    void keepsWhatAFormSendsAwayFromTheProcessVariables() {
        assertThat(ProcessVariables.of(scenario.decide(1)))
                .containsOnlyKeys(
                        "rollbackId", "decision", "level", "levelNamed", "feasible", "verified", "migrationDiffers");
    }
}
