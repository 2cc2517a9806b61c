package io.backout.step;

import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.plan.Step;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import io.backout.target.BackoutProperties;
import io.backout.target.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a person types to undo a rollback that goes no further; a level left before counts as well. */
@Component
class WayForward {
    private final Ledger ledger;
    private final Plans plans;
    private final BackoutProperties properties;

    WayForward(Ledger ledger, Plans plans, BackoutProperties properties) {
        this.ledger = ledger;
        this.plans = plans;
        this.properties = properties;
    }

    /** As the end of a sentence; empty while nothing was touched. */
    String words(Rollback rollback) {
        List<StepRun> runs = ledger.of(rollback.id());
        List<String> commands = new ArrayList<>();
        first(runs, Step.SWITCH_RELEASE)
                .map(run -> plan(run).route().from())
                .ifPresent(from -> commands.add("git reset --hard " + Release.shortCommit(from)));
        first(runs, Step.MARK_MIGRATION_ROLLED_BACK)
                .filter(run -> !plan(run).wayBack().migrations().isEmpty())
                .ifPresent(run -> commands.add("npx prisma migrate deploy"));
        boolean started = first(runs, Step.START_APPLICATION)
                .or(() -> first(runs, Step.START_SERVICES))
                .isPresent();
        Stream.of(Step.STOP_APPLICATION, Step.STOP_WRITING, Step.STOP_SERVICES)
                .flatMap(stop -> first(runs, stop).stream())
                .findFirst()
                .flatMap(run -> startCommand(plan(run)))
                .ifPresent(start -> commands.add(started ? start.replaceFirst(" start ", " restart ") : start));
        String undo = commands.isEmpty() ? "" : "; to undo it: '%s'".formatted(String.join("', '", commands));
        return undo
                + cutOver(runs)
                + first(runs, Step.REVERT_SCHEMA_CHANGES)
                        .map(run -> kept(rollback))
                        .orElse("");
    }

    /** One that was given up left everything as before; one that was interrupted may not have. */
    private static String cutOver(List<StepRun> runs) {
        boolean swapped =
                runs.stream().anyMatch(run -> run.step().equals(Step.CUT_OVER.id()) && run.state() == State.SUCCEEDED);
        return swapped
                ? "; the data from before the cut-over is put away: 'Undo cut-over' brings it back"
                : first(runs, Step.CUT_OVER)
                        .map(
                                run ->
                                        "; 'Cut over' was tried: where it swapped the tables, 'Undo cut-over' brings the earlier data back")
                        .orElse("");
    }

    private static Optional<String> startCommand(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.step().equals(Step.START_APPLICATION.id())
                        || step.step().equals(Step.START_SERVICES.id()))
                .flatMap(step -> step.commands().stream())
                .findFirst();
    }

    private String kept(Rollback rollback) {
        return "; what the database lost is in '%s'"
                .formatted(StepContext.snapshot(StepContexts.evidenceDirectory(properties, rollback.id())));
    }

    /** Whatever became of the attempt: it may have changed something. */
    private static Optional<StepRun> first(List<StepRun> runs, Step step) {
        return runs.stream()
                .filter(run -> run.step().equals(step.id()) && run.state() != State.SKIPPED)
                .findFirst();
    }

    private Plan plan(StepRun run) {
        return plans.require(run.planId()).plan();
    }
}
