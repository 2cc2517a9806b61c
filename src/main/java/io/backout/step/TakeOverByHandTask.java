package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Take over by hand: no level is left; the commander writes down the state, the next action and a new estimate. */
@Component
public class TakeOverByHandTask extends UserTask {
    private final RollbackRecord record;

    TakeOverByHandTask(People people, Rollbacks rollbacks, RollbackRecord record) {
        super(people, rollbacks);
        this.record = record;
    }

    public String briefing(String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        return new Briefing()
                .line("## %s: '%s' must be taken over by hand", rollbackId, rollback.target())
                .line("No level is left that Backout could carry out. %s\n", Briefing.quoted(rollback.message()))
                .line("Write down what you see and what you do next: it is announced to everyone concerned.")
                .toString();
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.DECIDE.duty();
    }

    @Override
    void opened(DelegateTask task) {
        String rollbackId = Variables.rollbackId(task);
        rollbacks.moveTo(rollbackId, RollbackState.AWAITING_TAKEOVER);
        record.noteIfCommitted(
                rollbackId, RollbackRecord.BACKOUT, "ANNOUNCED", "no level is left; people must take over by hand");
    }

    @Override
    void completed(DelegateTask task, Person person) {
        String sentence = "state: %s; next action: %s; new estimate: %s"
                .formatted(
                        Texts.require("state", Variables.text(task, "state")),
                        Texts.require("next action", Variables.text(task, "nextAction")),
                        Texts.require("estimate", Variables.text(task, "estimate")));
        String rollbackId = Variables.rollbackId(task);
        rollbacks.say(rollbackId, sentence);
        record.noteIfCommitted(rollbackId, person.id(), "TAKEN_OVER", sentence);
    }
}
