package io.backout.process;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Tasks of people who are told about a plan; nothing waits for them. */
@Component
public class Acknowledgements {
    private static final String PROCESS = "acknowledge-plan";

    private final RuntimeService runtime;
    private final People people;

    Acknowledgements(RuntimeService runtime, People people) {
        this.runtime = runtime;
        this.people = people;
    }

    public void ask(String rollbackId) {
        people.asBackout(() ->
                runtime.startProcessInstanceByKey(PROCESS, rollbackId, Map.of(Variables.ROLLBACK_ID, rollbackId)));
    }

    public void withdraw(String rollbackId, String why) {
        people.asBackout(() -> {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(PROCESS)
                    .processInstanceBusinessKey(rollbackId)
                    .list()
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), why));
            return rollbackId;
        });
    }
}
