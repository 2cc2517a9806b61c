package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.managementService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Deployment(resources = {"rollback.bpmn", "report-problem.form", "decide-level.form", "take-over-by-hand.form"})
class RollbackProcessTest {
    private static final Map<String, Object> NOT_VERIFIED = Map.of("verified", false);
    private static final Map<String, Object> NOT_VERIFIED_ALONE = Map.of("verified", false, "migrationDiffers", false);
    private static final String NOTIFICATION = "serviceTask_notifyCommander";

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
                .hasNotPassed(
                        "serviceTask_prepareRelease",
                        "callActivity_prepareLevel3",
                        "callActivity_approval",
                        "serviceTask_escalate");
    }

    @Test
    void rollsBackAtLevel2OnceItIsSigned() {
        assertThat(scenario.decide(2))
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_prepareRelease",
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
    void stopsWhenThePreparationIsInterruptedByAStop() {
        assertThat(scenario.interruptingPreparation("STOP").decide(2))
                .isEnded()
                .hasPassedInOrder("event_preparationInterrupted", "serviceTask_announceStop", "endEvent_stopped")
                .hasNotPassed("callActivity_approval", "serviceTask_announceStart");
    }

    @Test
    void climbsWhenThePreparationIsInterruptedByAClimb() {
        assertThat(scenario.interruptingPreparation("CLIMB").decide(2))
                .isEnded()
                .hasPassedInOrder(
                        "event_preparationInterrupted",
                        "serviceTask_escalate",
                        "callActivity_prepareLevel3",
                        "callActivity_approval",
                        "callActivity_level3")
                .hasNotPassed("callActivity_level2", "serviceTask_announceStop");
    }

    @Test
    void stopsWhenThePreparationOfACopyIsInterruptedByAStop() {
        assertThat(scenario.interrupting("prepare-level-3", "STOP").decide(3))
                .isEnded()
                .hasPassedInOrder("event_copyPreparationInterrupted", "serviceTask_announceStop", "endEvent_stopped")
                .hasNotPassed("callActivity_approval", "serviceTask_announceStart");
    }

    @Test
    void asksAgainWhenThePreparationOfACopyIsInterruptedByADrift() {
        assertThat(scenario.interrupting("prepare-level-3", "DRIFT").decide(3))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("event_copyPreparationInterrupted")
                .hasNotPassed("callActivity_approval", "serviceTask_announceStop", "serviceTask_escalate");
    }

    @Test
    void tellsThePreparationOfACopyWhetherTheCommanderHasWritingStopped() {
        scenario.decide(3);
        assertThat(scenario.received("prepare-level-3")).containsEntry("stopWriting", true);

        scenario.servingUntilTheCutOver().decide(3);
        assertThat(scenario.received("prepare-level-3")).containsEntry("stopWriting", false);
    }

    @Test
    void tellsThePreparationOfACopyNothingOfAnEarlierDecision() {
        ProcessInstance rollback = scenario.servingUntilTheCutOver()
                .answering("level-2-migration", NOT_VERIFIED)
                .answering("prepare-level-3", Map.of("prepared", false))
                .decide(3);
        scenario.answer(rollback, 2);
        Jobs.runAll();
        assertThat(rollback).isWaitingAt("userTask_decideLevel").hasPassed("serviceTask_escalate");
        assertThat(scenario.received("prepare-level-3")).containsEntry("stopWriting", null);
    }

    @Test
    void tellsThePreparationOfACopyNothingWhereNobodyWasAsked() {
        scenario.decidedWithTheReport("ROLL_BACK", 3).report();
        assertThat(scenario.received("prepare-level-3")).containsEntry("stopWriting", null);
    }

    @Test
    void asksAgainWhenTheLossOfLevel3IsNotAccepted() {
        assertThat(scenario.interrupting("level-3-database", "DRIFT").decide(3))
                .isWaitingAt("userTask_decideLevel")
                .hasPassed("event_level3Interrupted")
                .hasNotPassed("serviceTask_escalate", "serviceTask_announceStop", "serviceTask_announceSuccess");
    }

    @Test
    void stopsWhenTheApprovalIsInterruptedByAStop() {
        assertThat(scenario.interrupting("approval", "STOP").decide(2))
                .isEnded()
                .hasPassedInOrder("event_approvalInterrupted", "serviceTask_announceStop", "endEvent_stopped")
                .hasNotPassed("serviceTask_announceStart", "serviceTask_escalate");
    }

    @Test
    void climbsWhenTheApprovalIsInterruptedByAClimb() {
        assertThat(scenario.interrupting("approval", "CLIMB").decide(2))
                .isWaitingAt("userTask_decideLevel")
                .hasPassedInOrder("event_approvalInterrupted", "serviceTask_escalate", "callActivity_prepareLevel3")
                .hasNotPassed("serviceTask_announceStart", "serviceTask_announceStop");
    }

    @ParameterizedTest
    @CsvSource({
        "1, event_level1After2Min, event_level1After5Min",
        "2, event_level2After5Min, event_level2After10Min",
        "3, event_level3After15Min, event_level3After30Min"
    })
    void tellsTheCommanderAndThenTheOperatorsThatALevelTakesLongAndGoesOn(int level, String lower, String upper) {
        ProcessInstance rollback = beginLevel(level);

        Jobs.goOff(lower);
        Jobs.runAllBut(CalledProcesses.STEP);
        assertThat(rollback)
                .isWaitingAt("callActivity_level" + level)
                .hasPassedInOrder(lower, "serviceTask_notifyCommander", "endEvent_commanderNotified")
                .hasNotPassed(upper, "serviceTask_notifyOperators");

        Jobs.goOff(upper);
        Jobs.runAllBut(CalledProcesses.STEP);
        assertThat(rollback)
                .isWaitingAt("callActivity_level" + level)
                .hasPassedInOrder(upper, "serviceTask_notifyOperators", "endEvent_operatorsNotified");

        Jobs.runAll();
        assertThat(rollback).isEnded().hasPassed("endEvent_rolledBack");
    }

    @ParameterizedTest
    @CsvSource({
        "1, event_level1After2Min, PT2M",
        "1, event_level1After5Min, PT5M",
        "2, event_level2After5Min, PT5M",
        "2, event_level2After10Min, PT10M",
        "3, event_level3After15Min, PT15M",
        "3, event_level3After30Min, PT30M"
    })
    void givesEachLevelTheTimeOfTheWrittenPlan(int level, String timer, Duration budget) {
        beginLevel(level);
        Job job =
                managementService().createJobQuery().timers().activityId(timer).singleResult();
        assertThat(Duration.between(
                        job.getCreateTime().toInstant(), job.getDuedate().toInstant()))
                .isCloseTo(budget, Duration.ofSeconds(2));
    }

    @Test
    void forgetsTheTimeOfALevelThatIsDone() {
        ProcessInstance rollback =
                scenario.answering("level-1-application", NOT_VERIFIED_ALONE).decide(1);
        assertThat(rollback).isWaitingAt("userTask_decideLevel");
        assertThat(managementService().createJobQuery().timers().count()).isZero();
    }

    @Test
    void tellsTheListenerWhichEndWasReachedAndAgainWhenTheProcessEnds() {
        scenario.decide(1);
        assertThat(scenario.ends()).containsExactly("start of endEvent_rolledBack", "end of endEvent_rolledBack");
    }

    @Test
    void isRolledBackAtItsEndAlthoughANotificationIsOpen() {
        beginLevel(1);
        assertEndsWithAnOpenNotification("event_level1After2Min", "endEvent_rolledBack");
    }

    @Test
    void isStoppedAtItsEndAlthoughANotificationIsOpen() {
        scenario.interrupting("level-2-migration", "STOP");
        beginLevel(2);
        assertEndsWithAnOpenNotification("event_level2After5Min", "endEvent_stopped");
    }

    @Test
    void isTakenOverAtItsEndAlthoughANotificationIsOpen() {
        scenario.answering("level-3-database", NOT_VERIFIED);
        ProcessInstance rollback = beginLevel(3);
        Jobs.goOff("event_level3After15Min");
        Jobs.runAllBut(NOTIFICATION);
        complete(task(rollback), withVariables("state", "down", "nextAction", "call the vendor", "estimate", "16:00"));
        assertEnds("endEvent_takenOver");
    }

    @Test
    void isClosedAtItsEndAlthoughANotificationIsOpen() {
        scenario.answering("level-1-application", NOT_VERIFIED_ALONE);
        ProcessInstance rollback = beginLevel(1);
        Jobs.goOff("event_level1After2Min");
        Jobs.runAllBut(NOTIFICATION);
        scenario.answer(rollback, 0);
        assertEnds("endEvent_closedWithoutRollback");
    }

    @Test
    void isRefusedAtItsEndAlthoughANotificationIsOpen() {
        scenario.decidedWithTheReport("ROLL_BACK", 3)
                .interrupting("level-3-database", "CLIMB")
                .reportAndWait();
        passToLevel(3);
        assertEndsWithAnOpenNotification("event_level3After15Min", "endEvent_refused");
    }

    @Test
    void keepsWhatAFormSendsAwayFromTheProcessVariables() {
        assertThat(ProcessVariables.of(scenario.decide(1)))
                .containsOnlyKeys(
                        "rollbackId",
                        "decision",
                        "level",
                        "levelNamed",
                        "stopWriting",
                        "feasible",
                        "verified",
                        "migrationDiffers");
    }

    private ProcessInstance beginLevel(int level) {
        ProcessInstance rollback = scenario.decideAndWait(level);
        passToLevel(level);
        return rollback;
    }

    // before level 2 there is the approval, before level 3 also the preparation
    private static void passToLevel(int level) {
        for (int calls = 1; calls < level; calls++) {
            Jobs.run(CalledProcesses.STEP);
            Jobs.runAllBut(CalledProcesses.STEP);
        }
    }

    private void assertEndsWithAnOpenNotification(String timer, String end) {
        Jobs.goOff(timer);
        Jobs.runAllBut(NOTIFICATION);
        assertEnds(end);
    }

    private void assertEnds(String end) {
        Jobs.runAllBut(NOTIFICATION);
        assertThat(scenario.ends()).containsExactly("start of " + end);
        Jobs.runAll();
        assertThat(scenario.ends()).containsExactly("start of " + end, "end of endEvent_commanderNotified");
        assertThat(runtimeService().createProcessInstanceQuery().count()).isZero();
    }
}
