package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.repositoryService;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.runtimeService;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.CallActivityBuilder;

/** Calls a process as a rollback does, and sees with which error it is interrupted. */
final class CallingProcess {
    static final String KEY = "calling";

    private static final String CALL = "callActivity_called";

    private CallingProcess() {}

    /** The error's code; null where the called process ends by itself. */
    static Object interruptionOf(String called, Map<String, Object> variables) {
        String deploymentId = repositoryService()
                .createDeployment()
                .addModelInstance(KEY + ".bpmn", callOf(called, variables.keySet()))
                .deploy()
                .getId();
        try {
            ProcessInstance calling = runtimeService().startProcessInstanceByKey(KEY, variables);
            Jobs.runAll();
            return ProcessVariables.of(calling).get("interruption");
        } finally {
            repositoryService().deleteDeployment(deploymentId, true);
        }
    }

    private static BpmnModelInstance callOf(String called, Set<String> inputs) {
        CallActivityBuilder call = Bpmn.createExecutableProcess(KEY)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .callActivity(CALL)
                .calledElement(called);
        inputs.forEach(input -> call.camundaIn(input, input));
        return call.endEvent()
                .moveToActivity(CALL)
                .boundaryEvent()
                .errorEventDefinition()
                .errorCodeVariable("interruption")
                .errorEventDefinitionDone()
                .endEvent()
                .done();
    }
}
