package io.backout.step;

import io.backout.plan.Evidence;
import io.backout.plan.Loss;
import io.backout.plan.Plan;
import io.backout.plan.Planner;
import io.backout.plan.Recommendation;
import io.backout.record.Choice;
import io.backout.record.Json;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.record.Symptom;
import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the incident commander reads before deciding: the recommendation, the way back, the evidence, the steps. */
@Component
class DecisionBriefing {
    /** Which set is not known yet, so neither is its plan. */
    private static final String LEVEL_3 = "**Level 3 prepares first, and touches nothing live by that:** it dumps the"
            + " present database, restores the backup set that you choose beside it, proves that copy, and counts row by"
            + " row what is lost. Four people sign that. **Only then** the application stops for the swap of the tables,"
            + " which takes seconds whatever their size. The present data stays whole, and one more signed action brings"
            + " it back.\n";

    private final Rollbacks rollbacks;
    private final Targets targets;
    private final Planner planner;
    private final BackupChoices backups;

    DecisionBriefing(Rollbacks rollbacks, Targets targets, Planner planner, BackupChoices backups) {
        this.backups = backups;
        this.rollbacks = rollbacks;
        this.targets = targets;
        this.planner = planner;
    }

    String text(String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        Evidence evidence = evidence(rollbackId);
        Recommendation recommended = recommendation(rollbackId);
        Briefing text = new Briefing();
        if (!rollback.message().isEmpty()) {
            text.line("**This came back to you:** %s\n", Briefing.quoted(rollback.message()));
        }
        text.line("## Recommended: %s", headline(recommended));
        text.line("%s\n", recommended.why());
        Target target = targets.require(rollback.target());
        if (recommended.level() == 3) {
            text.line("%s", LEVEL_3);
            backups.write(text, target);
            EvidenceTable.write(text, rollback, evidence);
            return text.toString();
        }
        int level = recommended.level() == 2 ? 2 : 1;
        Plan plan = planner.draft(target, Choice.ofLevel(level, Optional.empty()), evidence, rollbackId);
        way(text, plan, evidence);
        EvidenceTable.write(text, rollback, evidence);
        steps(text, plan);
        // Last, because the page has an end.
        backups.write(text, target);
        return text.toString();
    }

    private static void way(Briefing text, Plan plan, Evidence evidence) {
        if (!plan.feasible()) {
            text.line(
                    "**Level %d cannot be carried out as it stands:** %s\n",
                    plan.level(), Briefing.plain(plan.refusal().orElse("")));
            return;
        }
        text.line(
                "**Level %d goes from %s back to %s.** It is expected to take %s, %s of it without the application. %s\n",
                plan.level(),
                evidence.headRelease()
                        .map(Release::name)
                        .orElse(Release.shortCommit(plan.route().from())),
                plan.route().toName(),
                Briefing.seconds(plan.expectedSeconds()),
                Briefing.seconds(plan.expectedOutageSeconds()),
                lost(plan.wayBack().losses()));
    }

    private static String lost(List<Loss> losses) {
        return losses.isEmpty()
                ? "No data is lost."
                : "**Lost (kept in a snapshot): %s.**"
                        .formatted(losses.stream()
                                .map(loss -> Briefing.plain(loss.words()))
                                .collect(Collectors.joining(", ")));
    }

    private static void steps(Briefing text, Plan plan) {
        if (!plan.feasible()) {
            return;
        }
        text.line("\n### The steps of level %d, and their commands", plan.level());
        int number = 1;
        for (Plan.PlannedStep step : plan.steps()) {
            text.line(
                    "%d. %s: %s",
                    number++,
                    step.label(),
                    step.commands().stream()
                            .map(command -> "`" + shortened(command) + "`")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** git takes the short id, and people can compare it. */
    private static String shortened(String command) {
        return command.replaceAll("\\b([0-9a-f]{10})[0-9a-f]{30}\\b", "$1");
    }

    private static String headline(Recommendation recommended) {
        String level =
                switch (recommended.level()) {
                    case 0 -> "no rollback";
                    case 1 -> "level 1, roll back the application";
                    case 2 -> "level 2, roll back the migration, then the application";
                    default -> "level 3, restore the database from a backup";
                };
        return switch (recommended.urgency()) {
            case "immediate" -> level + " - at once";
            case "consider" -> level + " - to be considered";
            default -> level;
        };
    }

    /** Where none was seen healthy, nothing is chosen for the commander. */
    String preselected(String rollbackId) {
        return evidence(rollbackId).preselected().map(Release::commit).orElse("");
    }

    String releases(String rollbackId) {
        return ReleaseChoices.of(evidence(rollbackId).releases());
    }

    String backups(String rollbackId) {
        return backups.of(targets.require(rollbacks.require(rollbackId).target()));
    }

    /** Of damaged data nothing more is to be written; otherwise the application serves as long as it can. */
    String writing(String rollbackId) {
        return rollbacks.require(rollbackId).report().symptoms().contains(Symptom.DATA_DAMAGED) ? "STOP" : "SERVE";
    }

    String recommendedLevel(String rollbackId) {
        int level = recommendation(rollbackId).level();
        return level == 0 ? "" : String.valueOf(level);
    }

    private Evidence evidence(String rollbackId) {
        return Json.read(rollbacks.findEvidence(rollbackId).orElseThrow(), Evidence.class);
    }

    private Recommendation recommendation(String rollbackId) {
        return Json.read(rollbacks.findRecommendation(rollbackId).orElseThrow(), Recommendation.class);
    }
}
