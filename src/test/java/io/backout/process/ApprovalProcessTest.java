package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.managementService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.taskService;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = {"approval.bpmn", "approve-plan.form"})
class ApprovalProcessTest {
    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = Coverage.ofAll("approval");

    private final List<String> answers = new ArrayList<>();

    @AfterEach
    void forgetBeans() {
        Mocks.reset();
    }

    @BeforeEach
    void registerBeans() {
        Mocks.register("duties", new Fakes.Duties());
        Mocks.register("requestApprovalsDelegate", new RequestApprovals());
        Mocks.register("approvePlanTask", new ApprovePlan(answers));
        Fakes.delegates("remindApprovers", "pageNextGroup");
        Mocks.register("concludeApprovalsDelegate", (JavaDelegate)
                it -> it.setVariable("approved", answers.equals(List.of("APPROVE", "APPROVE"))));
    }

    @Test
    void asksEveryDutyAtTheSameTime() {
        ProcessInstance approval = start();
        assertThat(approval).isWaitingAt("userTask_approvePlan").hasPassed("serviceTask_requestApprovals");
        assertThat(taskService().createTaskQuery().count()).isEqualTo(2);
        assertThat(shownTo("dbas"))
                .containsEntry("briefing", "briefing of RB-1 for dba")
                .containsEntry("commands", "commands of RB-1")
                .containsEntry("planHash", "hash of RB-1");
        assertThat(shownTo("systemadministrators"))
                .containsEntry("briefing", "briefing of RB-1 for system-administrator");
    }

    @Test
    void isSignedWhenEveryDutyApproves() {
        ProcessInstance approval = start();
        answer("systemadministrators", "APPROVE");
        assertThat(approval).isWaitingAt("userTask_approvePlan").hasNotPassed("serviceTask_concludeApprovals");

        answer("dbas", "APPROVE");

        assertThat(approval)
                .isEnded()
                .hasPassedInOrder("userTask_approvePlan", "serviceTask_concludeApprovals", "endEvent_planSigned")
                .hasNotPassed("endEvent_planNotSigned", "event_requestMade");
        assertThat(ProcessVariables.of(approval)).containsEntry("approved", true);
    }

    @Test
    void withdrawsTheOtherTasksWhenOneDutyRefuses() {
        ProcessInstance approval = start();

        answer("dbas", "REFUSE");

        assertThat(taskService().createTaskQuery().count()).isZero();
        assertThat(approval)
                .isEnded()
                .hasPassedInOrder("userTask_approvePlan", "serviceTask_concludeApprovals", "endEvent_planNotSigned")
                .hasNotPassed("endEvent_planSigned");
        assertThat(ProcessVariables.of(approval)).containsEntry("approved", false);
    }

    @Test
    void remindsAndThenPagesAndNeverApprovesByTime() {
        ProcessInstance approval = start();

        Jobs.goOff("event_approvalReminder");
        Jobs.runAll();
        assertThat(approval)
                .isWaitingAt("userTask_approvePlan")
                .hasPassedInOrder("event_approvalReminder", "serviceTask_remindApprovers", "endEvent_approversReminded")
                .hasNotPassed("serviceTask_pageNextGroup");

        Jobs.goOff("event_approvalPage");
        Jobs.runAll();
        assertThat(approval)
                .isWaitingAt("userTask_approvePlan")
                .hasPassedInOrder("event_approvalPage", "serviceTask_pageNextGroup", "endEvent_nextGroupPaged")
                .hasNotPassed("serviceTask_concludeApprovals");
        assertThat(taskService().createTaskQuery().count()).isEqualTo(2);
        assertThat(managementService().createJobQuery().count()).isZero();
    }

    @Test
    void takesItsTimesFromTheTask() {
        start();
        assertThat(timeOf("event_approvalReminder")).isCloseTo(Duration.ofMinutes(3), Duration.ofSeconds(2));
        assertThat(timeOf("event_approvalPage")).isCloseTo(Duration.ofMinutes(7), Duration.ofSeconds(2));
    }

    @Test
    void stopsWaitingWhenAStopOrAClimbIsRequested() {
        ProcessInstance approval = start();
        answer("dbas", "APPROVE");

        request(approval);

        assertThat(taskService().createTaskQuery().count()).isZero();
        assertThat(approval)
                .isEnded()
                .hasPassedInOrder("event_requestMade", "serviceTask_concludeApprovals", "endEvent_planNotSigned")
                .hasNotPassed("endEvent_planSigned");
    }

    @Test
    void handsTheRequestOnAsAnInterruption() {
        Mocks.register("concludeApprovalsDelegate", (JavaDelegate) it -> {
            throw new BpmnError("STOP");
        });
        ProcessInstance approval = start();

        request(approval);

        assertThat(approval).isEnded().hasNotPassed("endEvent_planSigned", "endEvent_planNotSigned");
    }

    @Test
    void keepsTheAnswersAwayFromTheProcessVariables() {
        ProcessInstance approval = start();
        answer("dbas", "APPROVE");
        answer("systemadministrators", "APPROVE");
        assertThat(ProcessVariables.of(approval)).containsOnlyKeys("rollbackId", "approved");
    }

    private static ProcessInstance start() {
        ProcessInstance approval = runtimeService().startProcessInstanceByKey("approval", Map.of("rollbackId", "RB-1"));
        Jobs.runAll();
        return approval;
    }

    private static void request(ProcessInstance approval) {
        runtimeService()
                .createMessageCorrelation("requestMade")
                .processInstanceId(approval.getId())
                .correlate();
        Jobs.runAll();
    }

    private static void answer(String group, String answer) {
        taskService()
                .complete(
                        taskOf(group).getId(),
                        Map.of(
                                "answer",
                                answer,
                                "comment",
                                "read it",
                                "confirmation",
                                "yes",
                                "businessImpact",
                                "none"));
        Jobs.runAll();
    }

    private static Map<String, Object> shownTo(String group) {
        return taskService().getVariables(taskOf(group).getId());
    }

    private static Task taskOf(String group) {
        return taskService().createTaskQuery().taskCandidateGroup(group).singleResult();
    }

    private static Duration timeOf(String timer) {
        Job job = managementService().createJobQuery().activityId(timer).singleResult();
        return Duration.between(
                job.getCreateTime().toInstant(), job.getDuedate().toInstant());
    }

    /** Public, because expressions call its methods. */
    public static final class RequestApprovals implements JavaDelegate {
        public List<String> duties(String rollbackId) {
            return List.of("dba", "system-administrator");
        }

        @Override
        public void execute(DelegateExecution execution) {
            // the record is none of the diagram's business
        }
    }

    /** Public, because expressions call its methods. */
    public record ApprovePlan(List<String> answers) implements TaskListener {
        private static String briefing(String rollbackId, String duty) {
            return "briefing of %s for %s".formatted(rollbackId, duty);
        }

        public String commands(String rollbackId) {
            return "commands of " + rollbackId;
        }

        public String confirmationText(String rollbackId) {
            return "phrase of " + rollbackId;
        }

        public String planHash(String rollbackId) {
            return "hash of " + rollbackId;
        }

        public boolean refused(String rollbackId) {
            return answers.contains("REFUSE");
        }

        public String remindAfter() {
            return "PT3M";
        }

        public String pageAfter() {
            return "PT7M";
        }

        @Override
        public void notify(DelegateTask task) {
            if (task.getEventName().equals(EVENTNAME_CREATE)) {
                task.setVariable("briefing", briefing("RB-1", (String) task.getVariable("duty")));
            } else {
                answers.add((String) task.getVariable("answer"));
            }
        }
    }
}
