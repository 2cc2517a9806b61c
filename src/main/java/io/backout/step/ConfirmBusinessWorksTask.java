package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.plan.Plans;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Confirm that business works: no check is configured, so the commander looks; the record says so. */
@Component
public class ConfirmBusinessWorksTask extends UserTask {
    private final Plans plans;
    private final RollbackRecord record;

    ConfirmBusinessWorksTask(People people, Rollbacks rollbacks, Plans plans, RollbackRecord record) {
        super(people, rollbacks);
        this.plans = plans;
        this.record = record;
    }

    public String briefing(String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        String release =
                plans.require(rollback.planId().orElseThrow()).plan().route().toName();
        return new Briefing()
                .line("## %s: does business work?", rollbackId)
                .line("'%s' is back on release **%s** and passed every technical check.", rollback.target(), release)
                .line("No business check is configured for it, so a person has to look.\n")
                .line("1. Log in to the application and carry out one important business action.")
                .line(
                        "2. Answer below. **Yes** ends this rollback as verified. **No** brings the decision back to you.")
                .toString();
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.DECIDE.duty();
    }

    @Override
    void opened(DelegateTask task) {
        rollbacks.say(Variables.rollbackId(task), "waits for the commander to confirm that business works");
    }

    @Override
    void completed(DelegateTask task, Person person) {
        String answer = Variables.text(task, "businessWorks");
        if (!answer.equals("yes") && !answer.equals("no")) {
            throw new BadInputException("'does business work?' was not answered", "choose yes or no.");
        }
        String comment = Texts.optional("comment", Variables.text(task, "comment"));
        boolean works = answer.equals("yes");
        String rollbackId = Variables.rollbackId(task);
        plans.confirmBusiness(rollbacks.require(rollbackId).planId().orElseThrow(), works);
        rollbacks.say(rollbackId, works ? "" : "business does not work on the release gone back to: " + comment);
        record.noteIfCommitted(
                rollbackId,
                person.id(),
                "CONFIRMED",
                "confirmed by hand that business %s. %s".formatted(works ? "works" : "does not work", comment));
        task.setVariable(Variables.VERIFIED, works);
    }
}
