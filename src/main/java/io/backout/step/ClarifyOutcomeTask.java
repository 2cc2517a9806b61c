package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.plan.Step;
import io.backout.process.People;
import io.backout.process.StuckJobs;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest.Kind;
import io.backout.record.Ledger;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.SkipRequest;
import io.backout.record.SkipRequests;
import io.backout.record.StepRun;
import io.backout.record.Texts;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Clarify outcome: an operator looked at the target and says whether a step took effect. */
@Component
public class ClarifyOutcomeTask extends UserTask {
    private final Books books;
    private final StuckJobs stuckJobs;
    private final SkipRules rules;
    private final SkippedSteps skipped;
    private final OutcomeBriefing briefing;

    ClarifyOutcomeTask(
            People people,
            Books books,
            StuckJobs stuckJobs,
            SkipRules rules,
            SkippedSteps skipped,
            OutcomeBriefing briefing) {
        super(people, books.rollbacks());
        this.books = books;
        this.stuckJobs = stuckJobs;
        this.rules = rules;
        this.skipped = skipped;
        this.briefing = briefing;
    }

    /** What is read and written. */
    @Component("clarifyOutcomeBooks")
    record Books(Rollbacks rollbacks, Ledger ledger, RollbackRecord record, SkipRequests requests) {}

    public String briefing(String stepRunId) {
        return briefing.text(books.ledger().find(stepRunId).orElseThrow());
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.CLARIFY.duty();
    }

    @Override
    void opened(DelegateTask task) {
        String rollbackId = Variables.rollbackId(task);
        books.record()
                .note(
                        rollbackId,
                        RollbackRecord.BACKOUT,
                        "UNKNOWN",
                        "an operator is asked about a step whose outcome is unknown");
    }

    @Override
    void completed(DelegateTask task, Person person) {
        String reason = Texts.require("reason", Variables.text(task, "reason"));
        StepRun run = books.ledger().find(Variables.stepRunId(task)).orElseThrow();
        requireAsked(run, Variables.text(task, "step"));
        String outcome = Variables.text(task, "outcome");
        String sentence = "'%s' said of step '%s': %s: %s"
                .formatted(person.id(), Step.named(run.step()).label(), words(outcome), reason);
        requireInDoubt(run, person, sentence);
        boolean happened = outcome.equals("HAPPENED");
        boolean consentNeeded = happened && takesConsent(run, person, sentence);
        task.setVariable(Variables.CONSENT_NEEDED, consentNeeded);
        if (consentNeeded) {
            books.requests()
                    .ask(new SkipRequest(task.getProcessInstanceId(), run.rollbackId(), run.id(), person.id(), reason));
            skipped.note(
                    run,
                    person,
                    "CONSENT_REQUESTED",
                    sentence + "; another operator or the incident commander is asked");
        } else if (happened) {
            skipped.happened(run, person, sentence);
        } else {
            goOn(run, person, outcome, reason, sentence);
        }
    }

    private void goOn(StepRun run, Person person, String outcome, String reason, String sentence) {
        if (outcome.equals("DID_NOT_HAPPEN")) {
            books.ledger().allowAgain(run.id(), sentence);
        } else {
            rollbacks.request(run.rollbackId(), Kind.STOP, person.id(), reason);
        }
        skipped.note(run, person, SkippedSteps.CLARIFIED, sentence);
        stuckJobs.retry(run.rollbackId());
    }

    private boolean takesConsent(StepRun run, Person person, String sentence) {
        try {
            return rules.takesConsent(run);
        } catch (BadInputException e) {
            skipped.note(run, person, "NOT_ACCEPTED", "%s; %s".formatted(sentence, e.fact()));
            throw e;
        }
    }

    /** The API names the step; the form shows only the one in question. */
    private static void requireAsked(StepRun run, String step) {
        if (!step.isEmpty() && !step.equals(run.step())) {
            throw new BadInputException(
                    "%s waits for an answer about step '%s', not about '%s'; nothing was done"
                            .formatted(run.rollbackId(), run.step(), step),
                    "look at the target again, and answer for '%s'.".formatted(run.step()));
        }
    }

    private void requireInDoubt(StepRun run, Person person, String sentence) {
        try {
            rules.requireInDoubt(run);
        } catch (BadInputException e) {
            skipped.note(run, person, "TOO_LATE", sentence + "; it changed nothing");
            throw e;
        }
    }

    private static String words(String outcome) {
        return switch (outcome) {
            case "HAPPENED" -> "it happened";
            case "DID_NOT_HAPPEN" -> "it did not happen";
            case "STOP" -> "stop here";
            default ->
                throw new BadInputException(
                        "outcome '%s' does not exist; nothing was changed".formatted(outcome),
                        "choose HAPPENED, DID_NOT_HAPPEN or STOP; SKIPPED is for a step that failed.");
        };
    }
}
