package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Choice;
import io.backout.record.Decision;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Decide level: the incident commander chooses a level and a release, or closes without rollback. */
@Component
public class DecideLevelTask extends UserTask {
    private final DecisionBriefing briefing;
    private final RollbackRecord record;

    DecideLevelTask(People people, Rollbacks rollbacks, DecisionBriefing briefing, RollbackRecord record) {
        super(people, rollbacks);
        this.briefing = briefing;
        this.record = record;
    }

    public String briefing(String rollbackId) {
        return briefing.text(rollbackId);
    }

    @Override
    Duty duty(DelegateTask task) {
        return Act.DECIDE.duty();
    }

    @Override
    void opened(DelegateTask task) {
        String rollbackId = Variables.rollbackId(task);
        rollbacks.moveTo(rollbackId, RollbackState.AWAITING_DECISION);
        task.setVariable("releases", briefing.releases(rollbackId));
        task.setVariable("release", briefing.preselected(rollbackId));
        task.setVariable("level", briefing.recommendedLevel(rollbackId));
        task.setVariable("backups", briefing.backups(rollbackId));
        task.setVariable("writing", briefing.writing(rollbackId));
    }

    @Override
    void completed(DelegateTask task, Person person) {
        String rollbackId = Variables.rollbackId(task);
        int level = level(Variables.text(task, "level"));
        String reason = Texts.require("reason", Variables.text(task, "reason"));
        String notRepaired = level == 0
                ? Texts.optional("whyNotRepair", Variables.text(task, "whyNotRepair"))
                : Texts.require("why going back is less risky than repairing", Variables.text(task, "whyNotRepair"));
        Choice choice = choice(task, level);
        rollbacks.decide(rollbackId, new Decision(choice, reason, notRepaired, person.id()));
        record.noteIfCommitted(
                rollbackId,
                person.id(),
                "DECIDED",
                (level == 0 ? "closed without rollback: " : "decided for level " + level + words(choice) + ": ")
                        + reason
                        + (notRepaired.isEmpty() ? "" : "; not repaired because: " + notRepaired));
        task.setVariable(Variables.LEVEL, level);
        task.setVariable(Variables.STOP_WRITING, choice.stopsWriting());
        task.setVariable(Variables.DECISION, level == 0 ? "CLOSE" : "ROLL_BACK");
    }

    /** Hidden fields keep what was preselected; each level asks for what it needs. */
    private static Choice choice(DelegateTask task, int level) {
        return switch (level) {
            case 1, 2 -> Choice.ofLevel(level, ReleaseName.optional(Variables.text(task, "release")));
            case 3 ->
                Choice.ofBackup(
                        BackupName.optional(Variables.text(task, "backup")),
                        ReleaseName.optional(Variables.text(task, "releaseOfBackup")),
                        writing(Variables.text(task, "writing")));
            default -> Choice.CLOSE;
        };
    }

    /** Whoever does not say it wants no more to be lost. */
    private static boolean writing(String text) {
        return switch (text) {
            case "", "STOP" -> true;
            case "SERVE" -> false;
            default ->
                throw new BadInputException(
                        "writing '%s' does not exist; nothing was decided".formatted(text), "choose STOP or SERVE.");
        };
    }

    private static String words(Choice choice) {
        return choice.backup()
                .map(backup -> " with backup set '%s', %s"
                        .formatted(backup, choice.stopsWriting() ? "writing stops now" : "serving until the cut-over"))
                .orElse("");
    }

    private static int level(String text) {
        if (!text.matches("[0-3]")) {
            throw new BadInputException(
                    "level '%s' does not exist; nothing was decided".formatted(text), "choose 0, 1, 2 or 3.");
        }
        return Integer.parseInt(text);
    }
}
