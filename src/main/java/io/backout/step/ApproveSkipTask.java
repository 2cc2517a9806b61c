package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.plan.Step;
import io.backout.process.AccountsAtReport;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.record.SkipRequest;
import io.backout.record.SkipRequests;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import io.backout.record.Texts;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Approve skip: another operator or the incident commander consents to go on without a step, or behind one in doubt. */
@Component
public class ApproveSkipTask extends UserTask {
    private final People people;
    private final SkipRules rules;
    private final SkippedSteps skipped;
    private final Books books;
    private final SkipBriefing briefing;

    ApproveSkipTask(
            People people,
            Rollbacks rollbacks,
            SkipRules rules,
            SkippedSteps skipped,
            Books books,
            SkipBriefing briefing) {
        super(people, rollbacks);
        this.people = people;
        this.rules = rules;
        this.skipped = skipped;
        this.books = books;
        this.briefing = briefing;
    }

    /** What is read and written. */
    @Component("approveSkipBooks")
    record Books(SkipRequests requests, Ledger ledger, AccountsAtReport accounts) {}

    public String briefing(String instanceId) {
        SkipRequest request = require(instanceId);
        return briefing.text(request, attempt(request));
    }

    /** Whichever of the two duties the person holds. */
    @Override
    Duty duty(DelegateTask task) {
        return Act.CONSENT.dutyOf(people.acting());
    }

    /** Nobody is put in front of a consent: whoever takes the task claims it. */
    @Override
    void assign(DelegateTask task, Rollback rollback) {}

    @Override
    void opened(DelegateTask task) {}

    @Override
    void completed(DelegateTask task, Person person) {
        SkipRequest request = require(task.getProcessInstanceId());
        StepRun failed = attempt(request);
        requireAnother(request, failed, person);
        String step = Variables.text(task, "step");
        if (!step.isEmpty() && !step.equals(failed.step())) {
            throw new BadInputException(
                    "%s waits for consent to go on without '%s', not '%s'; nothing was done"
                            .formatted(request.rollbackId(), failed.step(), step),
                    "look at the rollback again.");
        }
        String answer = Variables.text(task, "answer");
        boolean approves = answer.equals(SkipRequest.APPROVE);
        if (!approves && !answer.equals(SkipRequest.REFUSE)) {
            throw new BadInputException(
                    "answer '%s' does not exist; nothing was skipped".formatted(answer), "choose APPROVE or REFUSE.");
        }
        String comment = Texts.require("comment", Variables.text(task, "comment"));
        boolean unknown = failed.state() == State.UNKNOWN;
        String wish = (unknown ? "'%s' said of step '%s': it happened: %s" : "'%s' asked to skip step '%s': %s")
                        .formatted(request.requestedBy(), label(failed), request.reason())
                + "; '%s' %s: %s".formatted(person.id(), approves ? "consented" : "refused", comment);
        if (approves) {
            requireStillStuck(failed, person, wish);
        }
        books.requests().answer(request.instanceId(), answer, person.id(), comment);
        if (!approves) {
            skipped.note(failed, person, "SKIP_REFUSED", wish);
            if (unknown) {
                skipped.askAnew(failed);
            }
        } else if (unknown) {
            skipped.happened(failed, person, wish);
        } else {
            skipped.skip(failed, person, wish);
        }
        task.setVariable(Variables.APPROVED, approves);
    }

    private void requireAnother(SkipRequest request, StepRun failed, Person person) {
        String why = null;
        if (person.id().equals(request.requestedBy())) {
            why = "'%s' asked for it".formatted(person.id());
        } else if (!books.accounts().unchanged(request.rollbackId(), person.id())) {
            why = "the account or its groups came or changed after the problem was reported";
        }
        if (why != null) {
            String sentence = "'%s' may not consent to skip step '%s': %s; nothing was skipped"
                    .formatted(person.id(), label(failed), why);
            skipped.note(failed, person, "NOT_ALLOWED", sentence);
            throw NotAllowedException.because(sentence, "another operator or the incident commander can consent.");
        }
    }

    /** A retry in Cockpit, or the end of the level, may have been faster. */
    private void requireStillStuck(StepRun failed, Person person, String wish) {
        try {
            if (failed.state() == State.UNKNOWN) {
                rules.requireInDoubt(failed);
                return;
            }
            StepRun now = rules.require(rollbacks.require(failed.rollbackId()), failed.step());
            if (!now.id().equals(failed.id())) {
                throw new BadInputException(
                        "step '%s' was tried again meanwhile; nothing was skipped".formatted(label(failed)),
                        "look at what it says now.");
            }
        } catch (BadInputException e) {
            skipped.note(failed, person, "TOO_LATE", "%s; it changed nothing: %s".formatted(wish, e.fact()));
            throw e;
        }
    }

    private StepRun attempt(SkipRequest request) {
        return books.ledger().find(request.stepRunId()).orElseThrow();
    }

    private static String label(StepRun run) {
        return Step.named(run.step()).label();
    }

    /** Of the instance: the task's and the instance's variables may come from whoever completes it. */
    private SkipRequest require(String instanceId) {
        return books.requests()
                .find(Objects.requireNonNull(instanceId))
                .orElseThrow(() -> new BadInputException(
                        "nobody asked to skip this step; nothing was done", "start the process 'Skip step'."));
    }
}
