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
    private static final int LINES_OF_OUTPUT = 12;

    private final Ledger ledger;
    private final RollbackRecord record;
    private final StuckJobs stuckJobs;

    ClarifyOutcomeTask(People people, Ledger ledger, Rollbacks rollbacks, RollbackRecord record, StuckJobs stuckJobs) {
        super(people, rollbacks);
        this.ledger = ledger;
        this.record = record;
        this.stuckJobs = stuckJobs;
    }

    public String briefing(String stepRunId) {
        StepRun run = ledger.find(stepRunId).orElseThrow();
        Step step = Step.named(run.step());
        Briefing text = new Briefing()
                .line("## Did step '%s' happen?", step.label())
                .line(
                        "Its end was not seen, so Backout does not know whether it took effect. The rollback waits for you.\n")
                .line("%s **%s**\n", whereToLook(step), advice(step))
                .line(
                        "| Attempt %d | started %s UTC |",
                        run.attempt(),
                        run.startedAt().toString().substring(0, 19).replace('T', ' '))
                .line("|---|---|")
                .row("What is known", Briefing.quoted(run.message()));
        run.output()
                .lines()
                .filter(line -> !line.isBlank() && !line.equals(run.message()))
                .limit(LINES_OF_OUTPUT)
                .forEach(line -> text.row("Output", Briefing.quoted(line)));
        return text.toString();
    }

    /** Empty where no single look tells. */
    private static String whereToLook(Step step) {
        return switch (step) {
            case STOP_APPLICATION -> "It happened if `pm2 list` shows every process of the application as *stopped*.";
            case START_APPLICATION -> "It happened if `pm2 list` shows every process of the application as *online*.";
            case REVERT_SCHEMA_CHANGES ->
                "It happened if **every** statement of the plan ran. The schema does not tell, because the next ones change only rows: look at these.";
            default -> "";
        };
    }

    private static String advice(Step step) {
        if (step == Step.REVERT_SCHEMA_CHANGES) {
            return "'It did not happen' goes on at the first statement that the schema leaves open, and runs it again if it ran.";
        }
        return step.kind() == Step.Kind.ONCE
                ? "This step must not run twice: look before you answer."
                : "If in doubt, choose 'It did not happen': running this step twice does no harm.";
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
                        "choose HAPPENED, DID_NOT_HAPPEN or STOP.");
        };
    }
}
