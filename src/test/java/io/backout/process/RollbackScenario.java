package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.task;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.withVariables;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
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
    private boolean feasible = true;

    RollbackScenario() {
        reported(Map.of("rollbackId", ID, "decision", "NONE", "levelNamed", false));
        Fakes.listener("rollbackEndedListener", Map.of());
        Fakes.delegates("gatherEvidence", "recommendLevel", "announceStart");
        Fakes.delegates("announceSuccess", "announceStop", "announceTakeOver");
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
        complete(
                task(rollback), withVariables("level", Integer.toString(level), "release", "a1b2c3d", "reason", "why"));
        return afterJobs(rollback);
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

    // the form sends the level as a text, and 0 for "close without rollback"
    private static void normalise(DelegateTask task) {
        int level = levelOf(task);
        task.setVariable("level", level);
        task.setVariable("decision", level == 0 ? "CLOSE" : "ROLL_BACK");
    }

    private static int levelOf(VariableScope scope) {
        return Integer.parseInt(scope.getVariable("level").toString());
    }
}
