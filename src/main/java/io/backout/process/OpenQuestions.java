package io.backout.process;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** What operators were asked about a rollback's steps and have not answered. */
@Component
public class OpenQuestions {
    private final RuntimeService runtime;
    private final People people;

    OpenQuestions(RuntimeService runtime, People people) {
        this.runtime = runtime;
        this.people = people;
    }

    /** Asks no more: an answer that comes after the step was settled would change what is already known. */
    public void withdraw(String rollbackId, String why) {
        people.asBackout(() -> {
            withdraw(runtime, rollbackId, why);
            return rollbackId;
        });
    }

    static void withdraw(RuntimeService runtime, String rollbackId, String why) {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(StuckStepHandler.CLARIFY)
                .processInstanceBusinessKey(rollbackId)
                .list()
                .forEach(question -> runtime.deleteProcessInstance(question.getId(), why));
    }
}
