package io.backout.process;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
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

    /** True when somebody is asked already whether the stuck step may be skipped. */
    public boolean isSkipAsked(String rollbackId) {
        return people.asBackout(
                () -> !open(runtime, rollbackId, SkipService.SKIP).isEmpty());
    }

    private static List<ProcessInstance> open(RuntimeService runtime, String rollbackId, String... questions) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKeyIn(questions)
                .processInstanceBusinessKey(rollbackId)
                .list();
    }

    static void withdraw(RuntimeService runtime, String rollbackId, String why) {
        open(runtime, rollbackId, StuckStepHandler.CLARIFY, SkipService.SKIP)
                .forEach(question -> runtime.deleteProcessInstance(question.getId(), why));
    }
}
