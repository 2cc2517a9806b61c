package io.backout.step;

import io.backout.backup.RestoreProgress;
import io.backout.backup.RunningRestores;
import io.backout.plan.Plan;
import io.backout.plan.Plans;
import io.backout.plan.Step;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How far the preparation of level 3 is, step by step. */
@Component
class PreparationBriefing {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT);

    private final Rollbacks rollbacks;
    private final Plans plans;
    private final Ledger ledger;
    private final RunningRestores restores;
    private final Clock clock;

    PreparationBriefing(Rollbacks rollbacks, Plans plans, Ledger ledger, RunningRestores restores, Clock clock) {
        this.rollbacks = rollbacks;
        this.plans = plans;
        this.ledger = ledger;
        this.restores = restores;
        this.clock = clock;
    }

    String text(String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        Plans.Stored stored = plans.require(rollback.planId().orElseThrow());
        Plan plan = stored.plan();
        Instant now = clock.instant();
        Briefing text = new Briefing()
                .line("## %s: level 3 of '%s' is being prepared", rollbackId, rollback.target())
                .line(
                        "A copy of the backup is made beside the live database, which is only read. %s\n",
                        plan.restoration().stopsWriting()
                                ? "**The application is stopped first, and stays stopped meanwhile, as was decided.**"
                                : "The application serves meanwhile.")
                .line("| Step | At %s |", TIME.format(now.atZone(ZoneOffset.UTC)))
                .line("|---|---|");
        boolean allDone = true;
        for (Plan.PlannedStep planned : plan.steps()) {
            if (runs(planned, plan)) {
                Optional<StepRun> last = ledger.findLast(stored.id(), planned.step());
                allDone &= last.filter(run -> run.state().isDone()).isPresent();
                text.row(planned.label(), state(last, planned, now));
            }
        }
        text.row(
                "Complete plan",
                (allDone ? "**now**" : "to come") + ": what is lost is counted row by row against the copy");
        text.line("\nThen the owners are asked to sign, and this task disappears by itself.")
                .line("Reload the page to see how far it is now.");
        LossTable.write(text, plan.restoration());
        return text.line("\nAs it was at the beginning; *about* is what only numbers and times of the rows tell.")
                .toString();
    }

    private static boolean runs(Plan.PlannedStep planned, Plan plan) {
        Step step = Step.named(planned.step());
        return step.precedesSignatures(plan.level())
                && (step != Step.STOP_WRITING || plan.restoration().stopsWriting());
    }

    private String state(Optional<StepRun> last, Plan.PlannedStep planned, Instant now) {
        if (last.isEmpty()) {
            return "to come, usually %s".formatted(Briefing.seconds(planned.seconds()));
        }
        StepRun run = last.get();
        if (run.state() != State.STARTED) {
            String took = run.duration().map(PreparationBriefing::seconds).orElse("?");
            return run.state() == State.SUCCEEDED
                    ? "done, " + took
                    : "**%s** after %s".formatted(run.state().name().toLowerCase(Locale.ROOT), took);
        }
        String running = "**running** for " + seconds(Duration.between(run.startedAt(), now));
        return run.step().equals(Step.RESTORE_BACKUP_ASIDE.id())
                ? restores.progress(run.rollbackId())
                        .map(progress -> running + ": " + words(progress))
                        .orElse(running)
                : running;
    }

    static String words(RestoreProgress progress) {
        return "%.0f %%, %.1f of %.1f MB, %,d of %,d rows; %s; %s"
                .formatted(
                        progress.totalBytes() == 0 ? 0.0 : 100.0 * progress.bytes() / progress.totalBytes(),
                        progress.bytes() / 1e6,
                        progress.totalBytes() / 1e6,
                        progress.rows(),
                        progress.totalRows(),
                        progress.remaining()
                                .map(left -> "about %s left".formatted(seconds(left)))
                                .orElse("nobody can say yet how long"),
                        Briefing.plain(progress.now()));
    }

    private static String seconds(Duration duration) {
        return Briefing.seconds(duration.toMillis() / 1e3);
    }
}
