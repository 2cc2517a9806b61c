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
        if (swapped(runs)) {
            // Whoever starts the services by hand starts a release on a database that it does not know.
            return "; to undo it: start 'Undo cut-over' in Tasklist, which brings back the data from before, put away whole, the release and the services"
                    + kept(rollback, runs);
        }
        Optional<StepRun> swappedBack = runs.stream()
                .filter(run -> run.step().equals(Step.SWAP_BACK.id()) && run.state() == State.SUCCEEDED)
                .findFirst();
        if (swappedBack.isPresent()) {
            return "; the data from before the cut-over is live again, and wants its release: '%s'"
                    .formatted(String.join("', '", release(plan(swappedBack.get()))));
        }
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
        return undo + triedToCutOver(runs) + kept(rollback, runs);
    }

    private static boolean swapped(List<StepRun> runs) {
        return runs.stream().anyMatch(run -> run.step().equals(Step.CUT_OVER.id()) && run.state() == State.SUCCEEDED);
    }

    /** One that swapped anything is brought to its end, and one that did not has put everything back. */
    private static String triedToCutOver(List<StepRun> runs) {
        return first(runs, Step.CUT_OVER)
                .map(run -> "; 'Cut over' was tried, and everything was put back")
                .orElse("");
    }

    private static List<String> release(Plan plan) {
        return Stream.concat(
                        Stream.of("git reset --hard "
                                + Release.shortCommit(plan.route().to())),
                        startCommand(plan).stream())
                .toList();
    }

    private static Optional<String> startCommand(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.step().equals(Step.START_APPLICATION.id())
                        || step.step().equals(Step.START_SERVICES.id()))
                .flatMap(step -> step.commands().stream())
                .findFirst();
    }

    private String kept(Rollback rollback, List<StepRun> runs) {
        return first(runs, Step.REVERT_SCHEMA_CHANGES)
                .map(run -> "; what the database lost is in '%s'"
                        .formatted(StepContext.snapshot(StepContexts.evidenceDirectory(properties, rollback.id()))))
                .orElse("");
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
