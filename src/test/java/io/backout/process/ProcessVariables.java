package io.backout.process;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.historyService;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** The variables of a process itself, running or ended, without those that belong to one task only. */
final class ProcessVariables {
    private ProcessVariables() {}

    static Map<String, Object> of(ProcessInstance process) {
        Map<String, Object> variables = new HashMap<>();
        historyService()
                .createHistoricVariableInstanceQuery()
                .activityInstanceIdIn(process.getId())
                .list()
                .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
        return variables;
    }
}
