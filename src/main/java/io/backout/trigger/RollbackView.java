package io.backout.trigger;

import io.backout.backup.RestoreProgress;
import io.backout.plan.Step;
import io.backout.record.Rollback;
import io.backout.record.RollbackState;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rollback as the API shows it.
 *
 * @param level 0 until one is decided
 * @param currentStep that is running now; null between steps
 * @param message what a person should know now
 * @param restore of a backup, while one runs in this server
 */
record RollbackView(
        String id,
        String target,
        RollbackState state,
        int level,
        @Nullable String currentStep,
        String message,
        String reportedBy,
        Instant reportedAt,
        @Nullable Instant endedAt,
        List<StepView> steps,
        @Nullable Progress restore) {
    /** How far a restore is. @param secondsLeft as fast as it went until now; null while nothing can be said */
    record Progress(
            long bytes,
            long totalBytes,
            long rows,
            long totalRows,
            String now,
            @Nullable Long secondsLeft) {
        static Progress of(RestoreProgress progress) {
            return new Progress(
                    progress.bytes(),
                    progress.totalBytes(),
                    progress.rows(),
                    progress.totalRows(),
                    progress.now(),
                    progress.remaining().map(Duration::toSeconds).orElse(null));
        }
    }

    /** One attempt at a step. @param seconds null while it runs */
    record StepView(
            String step,
            int attempt,
            State outcome,
            Instant startedAt,
            @Nullable Double seconds,
            String message) {
        static StepView of(StepRun run) {
            Double seconds = run.duration()
                    .map(Duration::toMillis)
                    .map(millis -> millis / 1000.0)
                    .orElse(null);
            return new StepView(run.step(), run.attempt(), run.state(), run.startedAt(), seconds, run.message());
        }
    }

    static RollbackView of(
            Rollback rollback,
            RollbackState state,
            String stuck,
            List<StepRun> runs,
            Optional<RestoreProgress> restore) {
        String current = runs.stream()
                .filter(run -> run.state() == State.STARTED)
                .map(run -> Step.named(run.step()).label())
                .findFirst()
                .orElse(null);
        return new RollbackView(
                rollback.id(),
                rollback.target(),
                state,
                rollback.level(),
                current,
                stuck.isEmpty() ? rollback.message() : stuck,
                rollback.reportedBy(),
                rollback.reportedAt(),
                rollback.endedAt().orElse(null),
                runs.stream().map(StepView::of).toList(),
                restore.map(Progress::of).orElse(null));
    }
}
