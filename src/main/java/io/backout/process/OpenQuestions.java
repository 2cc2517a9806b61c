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

    /** True when somebody is asked already whether the stuck step may be skipped. */
    public boolean isSkipAsked(String rollbackId) {
        return people.asBackout(
                () -> !SideTasks.open(runtime, rollbackId, SkipService.SKIP).isEmpty());
    }

    /** For who has no such bean, and acts as nobody already. */
    static void withdraw(RuntimeService runtime, String rollbackId, String why) {
        SideTasks.open(runtime, rollbackId, StuckStepHandler.CLARIFY, SkipService.SKIP)
                .forEach(question -> runtime.deleteProcessInstance(question.getId(), why));
    }
}
