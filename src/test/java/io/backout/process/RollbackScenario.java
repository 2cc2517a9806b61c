package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.mock.Mocks;

/** One rollback in which everything goes well unless the test says otherwise. */
final class RollbackScenario implements AutoCloseable {
    static final String[] CALLED = {
        "prepare-level-3", "approval", "level-1-application", "level-2-migration", "level-3-database"
    };

    private static final String ID = "RB-20261123-001";

    private final CalledProcesses called = new CalledProcesses(CALLED);
    private final List<String> ends = new ArrayList<>();
    private boolean feasible = true;
    private String writing = "STOP";

    RollbackScenario() {
        reported(Map.of("rollbackId", ID, "decision", "NONE", "levelNamed", false));
        Mocks.register("rollbackEndedListener", (ExecutionListener) it -> ends.add(toText(it)));
        Fakes.delegates("gatherEvidence", "recommendLevel", "prepareRelease", "announceStart");
        Fakes.delegates("announceSuccess", "announceStop", "announceTakeOver");
        Fakes.delegates("notifyCommander", "notifyOperators");
        Fakes.userTask("decideLevelTask", RollbackScenario::normalise);
        Fakes.userTask("takeOverByHandTask", task -> {});
        Mocks.register(
                "draftPlanDelegate", (JavaDelegate) it -> it.setVariable("feasible", feasible && levelOf(it) <= 3));
        Mocks.register("escalateDelegate", (JavaDelegate) it -> it.setVariable("level", levelOf(it) + 1));
        answering("prepare-level-3", Map.of("prepared", true));
        answering("approval", Map.of("approved", true));
        answering("level-1-application", Map.of("verified", true, "migrationDiffers", false));
        answering("level-2-migration", Map.of("verified", true));
        answering("level-3-database", Map.of("verified", true));
    }

    RollbackScenario answering(String calledProcess, Map<String, Object> answers) {
        called.answer(calledProcess, answers);
        return this;
    }

    RollbackScenario interrupting(String calledProcess, String code) {
        called.interrupt(calledProcess, code);
        return this;
    }

    /** The commander has the application serve until the cut-over. */
    RollbackScenario servingUntilTheCutOver() {
        writing = "SERVE";
        return this;
    }

    RollbackScenario interruptingPreparation(String code) {
        Fakes.interruption("prepareRelease", code);
        return this;
    }

    RollbackScenario withoutFeasiblePlan() {
        feasible = false;
        return this;
    }

    RollbackScenario decidedWithTheReport(String decision, int level) {
        return reported(Map.of("rollbackId", ID, "decision", decision, "level", level, "levelNamed", true));
    }

    ProcessInstance report() {
        return afterJobs(runtimeService().startProcessInstanceByKey("rollback"));
    }

    ProcessInstance alert() {
        return afterJobs(runtimeService().startProcessInstanceByMessage("alertReceived"));
    }

    ProcessInstance decide(int level) {
        ProcessInstance rollback = report();
        answer(rollback, level);
        return afterJobs(rollback);
    }

    void answer(ProcessInstance rollback, int level) {
        complete(
                task(rollback),
                withVariables("level", Integer.toString(level), "writing", writing, "backup", "b-7", "reason", "why"));
    }

    /** The first called process of the rollback has begun and takes its time. */
    ProcessInstance decideAndWait(int level) {
        ProcessInstance rollback = report();
        answer(rollback, level);
        Jobs.runAllBut(CalledProcesses.STEP);
        return rollback;
    }

    /** As {@link #decideAndWait}, where the report brought the decision. */
    ProcessInstance reportAndWait() {
        ProcessInstance rollback = runtimeService().startProcessInstanceByKey("rollback");
        Jobs.runAllBut(CalledProcesses.STEP);
        return rollback;
    }

    /** What the listener was told: "start of endEvent_rolledBack" is the end event, "end of ..." the whole process. */
    List<String> ends() {
        return List.copyOf(ends);
    }

    /** What the process was called with. */
    Map<String, Object> received(String calledProcess) {
        return called.received(calledProcess);
    }

    @Override
    public void close() {
        called.close();
    }

    private RollbackScenario reported(Map<String, Object> variables) {
        Fakes.listener("problemReportedListener", variables);
        return this;
    }

    private static ProcessInstance afterJobs(ProcessInstance rollback) {
        Jobs.runAll();
        return rollback;
    }

    private static String toText(DelegateExecution execution) {
        return execution.getEventName() + " of " + execution.getCurrentActivityId();
    }

    // the form sends the level as a text, and 0 for "close without rollback"
    private static void normalise(DelegateTask task) {
        int level = levelOf(task);
        task.setVariable("level", level);
        task.setVariable("decision", level == 0 ? "CLOSE" : "ROLL_BACK");
        if (level == 3) {
            task.setVariable("stopWriting", !"SERVE".equals(task.getVariable("writing")));
        }
    }

    private static int levelOf(VariableScope scope) {
        return Integer.parseInt(scope.getVariable("level").toString());
    }
}
