package io.backout.plan;

import io.backout.approval.RequiredApprovals;
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
    /** Written, and read again to prove it. */
    private static final double SNAPSHOT_BYTES_PER_SECOND = 10e6;

    private final Tools.Factory tools;
    private final Ledger ledger;
    private final DiagramVersion diagrams;
    private final RequiredApprovals approvals;

    public Planner(Tools.Factory tools, Ledger ledger, DiagramVersion diagrams, RequiredApprovals approvals) {
        this.tools = tools;
        this.approvals = approvals;
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
        if (level == 3) {
            return refused(
                    target,
                    level,
                    evidence,
                    Finding.fails(
                            "level " + level + " is available",
                            "level %d is not available in this version of Backout; nothing was touched"
                                    .formatted(level),
                            "choose level 1 or 2, or close without rollback and follow the written plan for level %d by hand."
                                    .formatted(level)));
        }
        Tools reading = tools.reading(target);
        List<Finding> machine = MachinePreconditions.look(target, reading, evidence);
        Optional<Finding> broken =
                machine.stream().filter(finding -> !finding.holds()).findFirst();
        if (broken.isPresent()) {
            return refused(target, level, evidence, broken.get());
        }
        ReleaseChoice choice = ReleaseChoice.of(level, release, evidence, reading.git());
        if (choice.refusal().isPresent()) {
            return refused(target, level, evidence, choice.refusal().get());
        }
        return DependencyPreconditions.unreadable(reading.git(), choice.commit())
                .map(finding -> refused(target, level, evidence, finding))
                .orElseGet(() -> feasible(target, level, reading, evidence, choice.commit()));
    }

    private Plan feasible(Target target, int level, Tools reading, Evidence evidence, String to) {
        String from = evidence.code().head();
        List<Finding> findings = new ArrayList<>(ReleasePreconditions.look(target, reading, evidence, to));
        WayBack wayBack = WayBack.NONE;
        if (level == 1) {
            findings.addAll(new HistoryPreconditions(reading.git(), evidence, to).levelOne());
        } else {
            MigrationPreconditions migrations = MigrationPreconditions.look(reading, evidence, to);
            findings.addAll(migrations.findings());
            wayBack = migrations.wayBack();
        }
        LevelOne application = new LevelOne(target, reading, from, to);
        LevelTwo commands = new LevelTwo(application, wayBack);
        Map<String, String> migrations = evidence.database().migrations().stream()
                .filter(row -> row.state() != MigrationRow.State.ROLLED_BACK)
                .collect(Collectors.toMap(MigrationRow::name, MigrationRow::checksum, (first, again) -> again));
        String name = evidence.release(to).map(Release::name).orElse(Release.shortCommit(to));
        Route route = new Route(from, to, name, migrations, application.needsInstall(), application.needsGenerate());
        List<PlannedStep> steps = new ArrayList<>();
        for (Step step : Step.ofLevel(level)) {
            double seconds = step == Step.TAKE_SNAPSHOT
                    ? step.usualSeconds() + wayBack.snapshotBytes() / SNAPSHOT_BYTES_PER_SECOND
                    : seconds(target, step, route);
            steps.add(new PlannedStep(step.id(), step.label(), commands.commands(step), seconds));
        }
        return new Plan(
                target.id(),
                level,
                route,
                steps,
                wayBack,
                approvals.of(level).sign(),
                diagrams.current(),
                findings.stream().filter(finding -> !finding.holds()).toList());
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
        return new Plan(
                target.id(), level, nowhere, List.of(), WayBack.NONE, List.of(), diagrams.current(), List.of(reason));
    }
}
