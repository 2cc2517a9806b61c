package io.backout.plan;

import io.backout.plan.Plan.PlannedStep;
import io.backout.plan.Plan.Route;
import io.backout.record.Ledger;
import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.MigrationRow;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Drafts plans. It only reads, so the dry run is the plan. */
@Component
public class Planner {
    private final Tools.Factory tools;
    private final Ledger ledger;
    private final DiagramVersion diagrams;

    public Planner(Tools.Factory tools, Ledger ledger, DiagramVersion diagrams) {
        this.tools = tools;
        this.ledger = ledger;
        this.diagrams = diagrams;
    }

    /** Says which deployment of the diagrams will run a plan. */
    @FunctionalInterface
    public interface DiagramVersion {
        String current();
    }

    /** @param release tag, branch or commit; empty = the preselected one */
    public Plan draft(Target target, int level, Optional<String> release, Evidence evidence) {
        if (level != 1) {
            return refused(
                    target,
                    level,
                    evidence,
                    Finding.fails(
                            "level " + level + " is available",
                            "level %d is not available in this version of Backout; nothing was touched"
                                    .formatted(level),
                            "choose level 1, or close without rollback and follow the written plan for level %d by hand."
                                    .formatted(level)));
        }
        Tools reading = tools.reading(target);
        List<Finding> machine = MachinePreconditions.look(target, reading, evidence);
        Optional<Finding> broken =
                machine.stream().filter(finding -> !finding.holds()).findFirst();
        if (broken.isPresent()) {
            return refused(target, level, evidence, broken.get());
        }
        ReleaseChoice choice = ReleaseChoice.of(release, evidence, reading.git());
        if (choice.refusal().isPresent()) {
            return refused(target, level, evidence, choice.refusal().get());
        }
        return DependencyPreconditions.unreadable(reading.git(), choice.commit())
                .map(finding -> refused(target, level, evidence, finding))
                .orElseGet(() -> levelOne(target, reading, evidence, choice.commit()));
    }

    private Plan levelOne(Target target, Tools reading, Evidence evidence, String to) {
        List<Finding> refusals = ReleasePreconditions.look(target, reading, evidence, to).stream()
                .filter(finding -> !finding.holds())
                .toList();
        LevelOne level = new LevelOne(target, reading, evidence.code().head(), to);
        Map<String, String> migrations = evidence.database().applied().stream()
                .collect(Collectors.toMap(MigrationRow::name, MigrationRow::checksum, (first, again) -> again));
        String name = evidence.release(to).map(Release::name).orElse(Release.shortCommit(to));
        Route route =
                new Route(evidence.code().head(), to, name, migrations, level.needsInstall(), level.needsGenerate());
        List<PlannedStep> steps = new ArrayList<>();
        for (Step step : Step.ofLevel(1)) {
            steps.add(new PlannedStep(step.id(), step.label(), level.commands(step), seconds(target, step, route)));
        }
        return new Plan(target.id(), 1, route, steps, diagrams.current(), refusals);
    }

    private double seconds(Target target, Step step, Route route) {
        // An installation takes many times as long as a preparation without one; means of both would mislead.
        if (step == Step.PREPARE_RELEASE) {
            return route.install() ? 60 : route.generate() ? 5 : 1;
        }
        return ledger.meanSeconds(target.id(), step.id()).orElse(step.usualSeconds());
    }

    private Plan refused(Target target, int level, Evidence evidence, Finding reason) {
        Route nowhere = new Route(evidence.code().head(), "", "", Map.of(), false, false);
        return new Plan(target.id(), level, nowhere, List.of(), diagrams.current(), List.of(reason));
    }
}
