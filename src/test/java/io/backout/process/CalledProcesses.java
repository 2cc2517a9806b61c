package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.repositoryService;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;

/** Stands in for the processes that a rollback calls: one step each, which answers or interrupts. */
final class CalledProcesses implements AutoCloseable {
    /** The one step; it is a job, so that a test can let time pass before it. */
    static final String STEP = "serviceTask_called";

    private final Map<String, JavaDelegate> steps = new HashMap<>();
    private final Map<String, Map<String, Object>> received = new HashMap<>();
    private final String deploymentId;

    CalledProcesses(String... keys) {
        Mocks.register("calledProcess", (JavaDelegate) it -> {
            received.put(keyOf(it), it.getVariables());
            steps.get(keyOf(it)).execute(it);
        });
        DeploymentBuilder deployment = repositoryService().createDeployment();
        for (String key : keys) {
            deployment.addModelInstance(key + ".bpmn", oneStep(key));
        }
        deploymentId = deployment.deploy().getId();
    }

    void answer(String key, Map<String, Object> variables) {
        steps.put(key, execution -> execution.setVariables(variables));
    }

    void interrupt(String key, String code) {
        steps.put(key, execution -> {
            throw new BpmnError(code);
        });
    }

    /** What the last process of this key was called with. */
    Map<String, Object> received(String key) {
        return received.get(key);
    }

    @Override
    public void close() {
        repositoryService().deleteDeployment(deploymentId, true);
    }

    private static String keyOf(DelegateExecution execution) {
        return execution.getProcessDefinitionId().split(":", 2)[0];
    }

    private static BpmnModelInstance oneStep(String key) {
        return Bpmn.createExecutableProcess(key)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .serviceTask(STEP)
                .camundaAsyncBefore()
                .camundaDelegateExpression("${calledProcess}")
                .endEvent()
                .done();
    }
}
