package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.process.AccountsAtReport;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.CleanUp;
import io.backout.record.CleanUps;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Approve clean-up: another person than who asked, with a phrase that names what is lost for good. */
@Component
public class ApproveCleanUpTask extends UserTask {
    private final CleanUps cleanUps;
    private final AccountsAtReport accounts;
    private final RollbackRecord record;

    ApproveCleanUpTask(
            People people, Rollbacks rollbacks, CleanUps cleanUps, AccountsAtReport accounts, RollbackRecord record) {
        super(people, rollbacks);
        this.cleanUps = cleanUps;
        this.accounts = accounts;
        this.record = record;
    }

    public String briefing(String instanceId) {
        CleanUp cleanUp = require(instanceId);
        return new Briefing()
                .line("## %s: drop what it put away?", cleanUp.rollbackId())
                .line(
                        "Schema **%s** of '%s' holds about **%,d rows** as they were before its tables were swapped. **Nobody can bring them back**, and the swap can be undone no more.\n",
                        Briefing.plain(cleanUp.schema()),
                        rollbacks.require(cleanUp.rollbackId()).target(),
                        cleanUp.rows())
                .line("| Asked by | %s |", Briefing.quoted(cleanUp.requestedBy()))
                .line("|---|---|")
                .row("Reason", Briefing.quoted(cleanUp.reason()))
                .line("\nTo approve, type exactly: **%s**", Briefing.plain(cleanUp.confirmation()))
                .toString();
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.APPROVE_CLEAN_UP.duty();
    }

    /** Nobody is put in front of a signature: whoever takes the task claims it. */
    @Override
    void assign(DelegateTask task, Rollback rollback) {}

    @Override
    void opened(DelegateTask task) {}

    @Override
    void completed(DelegateTask task, Person person) {
        CleanUp cleanUp = require(task.getProcessInstanceId());
        if (person.id().equals(cleanUp.requestedBy())) {
            throw refused(cleanUp, person, "'%s' asked for it".formatted(person.id()));
        }
        if (!accounts.unchanged(cleanUp.id(), person.id())) {
            throw refused(
                    cleanUp, person, "the account or its groups came or changed after the clean-up was asked for");
        }
        String answer = Variables.text(task, "answer");
        boolean approves = answer.equals(CleanUp.APPROVE);
        if (!approves && !answer.equals(CleanUp.REFUSE)) {
            throw new BadInputException(
                    "answer '%s' does not exist; nothing was approved".formatted(answer), "choose APPROVE or REFUSE.");
        }
        if (approves && !Variables.text(task, "confirmation").strip().equals(cleanUp.confirmation())) {
            throw new BadInputException(
                    "the confirmation is not '%s'; nothing was approved".formatted(cleanUp.confirmation()),
                    "type it exactly so: it names what is dropped and how many rows that are.");
        }
        String comment = Texts.require("comment", Variables.text(task, "comment"));
        cleanUps.answer(cleanUp, answer, person.id(), comment);
        record.note(
                cleanUp.rollbackId(),
                person.id(),
                approves ? "CLEAN_UP_APPROVED" : "CLEAN_UP_REFUSED",
                "%s to drop '%s' with about %,d rows: %s"
                        .formatted(approves ? "approved" : "refused", cleanUp.schema(), cleanUp.rows(), comment));
        task.setVariable(Variables.APPROVED, approves);
    }

    private NotAllowedException refused(CleanUp cleanUp, Person person, String why) {
        String sentence = "'%s' may not answer the clean-up of '%s': %s; nothing was approved"
                .formatted(person.id(), cleanUp.schema(), why);
        record.note(cleanUp.rollbackId(), person.id(), "NOT_ALLOWED", sentence);
        return NotAllowedException.because(sentence, "another technical owner can answer.");
    }

    /** Of the instance: the task's and the instance's variables may come from whoever completes it. */
    private CleanUp require(String instanceId) {
        return cleanUps.findByInstance(instanceId)
                .orElseThrow(() -> new BadInputException(
                        "nobody asked for this clean-up; nothing was done", "start the process 'Clean up'."));
    }
}
