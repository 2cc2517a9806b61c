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
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import io.backout.record.Texts;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Clarify outcome: an operator looked at the target and says whether a step took effect. */
@Component
public class ClarifyOutcomeTask extends UserTask {
    private final Ledger ledger;
    private final RollbackRecord record;
    private final StuckJobs stuckJobs;
    private final OutcomeBriefing briefing;

    ClarifyOutcomeTask(
            People people,
            Ledger ledger,
            Rollbacks rollbacks,
            RollbackRecord record,
            StuckJobs stuckJobs,
            OutcomeBriefing briefing) {
        super(people, rollbacks);
        this.ledger = ledger;
        this.record = record;
        this.stuckJobs = stuckJobs;
        this.briefing = briefing;
    }

    public String briefing(String stepRunId) {
        return briefing.text(ledger.find(stepRunId).orElseThrow());
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.CLARIFY.duty();
    }

    @Override
    void opened(DelegateTask task) {
        String rollbackId = Variables.rollbackId(task);
        record.note(
                rollbackId,
                RollbackRecord.BACKOUT,
                "UNKNOWN",
                "an operator is asked about a step whose outcome is unknown");
    }

    @Override
    void completed(DelegateTask task, Person person) {
        String reason = Texts.require("reason", Variables.text(task, "reason"));
        StepRun run = ledger.find(Variables.stepRunId(task)).orElseThrow();
        requireAsked(run, Variables.text(task, "step"));
        String outcome = Variables.text(task, "outcome");
        String sentence = "'%s' said of step '%s': %s: %s"
                .formatted(person.id(), Step.named(run.step()).label(), words(outcome), reason);
        requireInDoubt(run, person, sentence);
        switch (outcome) {
            case "HAPPENED" -> ledger.end(run.id(), State.SUCCEEDED, sentence, run.output(), Map.of());
            case "DID_NOT_HAPPEN" -> ledger.allowAgain(run.id(), sentence);
            default -> rollbacks.request(run.rollbackId(), Kind.STOP, person.id(), reason);
        }
        record.note(run.rollbackId(), person.id(), "CLARIFIED", sentence);
        stuckJobs.retry(run.rollbackId());
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

    /** A retry in Cockpit may have looked at the target meanwhile, and found out. */
    private void requireInDoubt(StepRun run, Person person, String sentence) {
        StepRun last = ledger.findLast(run.planId(), run.step()).orElseThrow();
        if (run.state() != State.UNKNOWN || !last.id().equals(run.id())) {
            record.note(run.rollbackId(), person.id(), "TOO_LATE", sentence + "; it changed nothing");
            throw new BadInputException(
                    "step '%s' is no longer in doubt: %s; nothing was changed"
                            .formatted(Step.named(run.step()).label(), last.message()),
                    "look at the rollback's state; this task goes away by itself.");
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
