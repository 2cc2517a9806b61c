package io.backout.plan;

import io.backout.approval.RequiredApprovals;
import io.backout.plan.Plan.PlannedStep;
import io.backout.plan.Plan.Route;
import io.backout.record.Choice;
import io.backout.record.Ledger;
import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.MigrationRow;
import io.backout.tool.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Drafts plans. It only reads, so the dry run is the plan. */
@Component
public class Planner {
    /** Written, and read again to prove it. */
    private static final double SNAPSHOT_BYTES_PER_SECOND = 10e6;

    private static final int LAST_LEVEL = 3;

    private final Tools.Factory tools;
    private final Ledger ledger;
    private final DiagramVersion diagrams;
    private final RequiredApprovals approvals;
    private final DatabasePlans databasePlans;

    public Planner(
            Tools.Factory tools,
            Ledger ledger,
            DiagramVersion diagrams,
            RequiredApprovals approvals,
            DatabasePlans databasePlans) {
        this.tools = tools;
        this.approvals = approvals;
        this.ledger = ledger;
        this.diagrams = diagrams;
        this.databasePlans = databasePlans;
    }

    /** Says which deployment of the diagrams will run a plan. */
    @FunctionalInterface
    public interface DiagramVersion {
        String current();
    }

    /** @param rollbackId that the plan is for; schemas beside the live one are named after it */
    public Plan draft(Target target, Choice choice, Evidence evidence, String rollbackId) {
        if (choice.level() > LAST_LEVEL) {
            return refused(
                    target,
                    choice,
                    evidence,
                    List.of(Finding.fails(
                            "there is a level to climb to",
                            "no level is left above level 3",
                            "choose a level, or close without rollback and take over by hand.")));
        }
        Tools reading = tools.reading(target);
        List<Finding> machine = MachinePreconditions.look(target, reading, evidence);
        Optional<Finding> broken =
                machine.stream().filter(finding -> !finding.holds()).findFirst();
        if (broken.isPresent()) {
            return refused(target, choice, evidence, List.of(broken.get()));
        }
        if (choice.level() == 3) {
            DatabasePreconditions database = databasePlans.look(reading, choice, rollbackId);
            return database.commit().isEmpty()
                    ? refused(target, choice, evidence, database.findings())
                    : readable(target, choice, reading, evidence, database);
        }
        ReleaseChoice release = ReleaseChoice.of(choice.level(), choice.release(), evidence, reading.git());
        return release.refusal()
                .map(finding -> refused(target, choice, evidence, List.of(finding)))
                .orElseGet(() ->
                        readable(target, choice, reading, evidence, DatabasePreconditions.untouched(release.commit())));
    }

    private Plan readable(
            Target target, Choice choice, Tools reading, Evidence evidence, DatabasePreconditions database) {
        return DependencyPreconditions.unreadable(reading.git(), database.commit())
                .map(finding -> refused(target, choice, evidence, List.of(finding)))
                .orElseGet(() -> feasible(target, choice, reading, evidence, database));
    }

    private Plan feasible(
            Target target, Choice choice, Tools reading, Evidence evidence, DatabasePreconditions database) {
        String from = evidence.code().head();
        String to = database.commit();
        List<Finding> findings = new ArrayList<>(database.findings());
        findings.addAll(ReleasePreconditions.look(
                target, reading, evidence, to, choice.undoes().isPresent()));
        WayBack wayBack = WayBack.NONE;
        if (choice.level() == 1) {
            findings.addAll(new HistoryPreconditions(reading.git(), evidence, to).levelOne());
        } else if (choice.level() == 2) {
            MigrationPreconditions migrations = MigrationPreconditions.look(reading, evidence, to);
            findings.addAll(migrations.findings());
            wayBack = migrations.wayBack();
        }
        LevelOne application = new LevelOne(target, reading, from, to);
        Map<String, String> migrations = evidence.database().migrations().stream()
                .filter(row -> row.state() != MigrationRow.State.ROLLED_BACK)
                .collect(Collectors.toMap(MigrationRow::name, MigrationRow::checksum, (first, again) -> again));
        String name = evidence.release(to).map(Release::name).orElse(Release.shortCommit(to));
        Route route = new Route(from, to, name, migrations, application.needsInstall(), application.needsGenerate());
        Restoration restoration = database.restoration();
        Function<Step, List<String>> commands = restoration.none()
                ? new LevelTwo(application, wayBack)::commands
                : new LevelThree(application, reading, database.names(), restoration)::commands;
        List<PlannedStep> steps = new ArrayList<>();
        for (Step step : choice.undoes().isPresent() ? Step.ofUndo() : Step.ofLevel(choice.level())) {
            double seconds = step == Step.TAKE_SNAPSHOT
                    ? step.usualSeconds() + wayBack.snapshotBytes() / SNAPSHOT_BYTES_PER_SECOND
                    : seconds(target, step, route);
            steps.add(new PlannedStep(step.id(), step.label(), commands.apply(step), seconds));
        }
        return new Plan(
                target.id(),
                choice.level(),
                route,
                steps,
                wayBack,
                restoration,
                approvals.of(choice.level()).sign(),
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

    private Plan refused(Target target, Choice choice, Evidence evidence, List<Finding> findings) {
        Route nowhere = new Route(evidence.code().head(), "", "", Map.of(), false, false);
        return new Plan(
                target.id(),
                choice.level(),
                nowhere,
                List.of(),
                WayBack.NONE,
                Restoration.NONE,
                List.of(),
                diagrams.current(),
                findings.stream().filter(finding -> !finding.holds()).toList());
    }
}
