package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Plan;
import io.backout.plan.Plan.PlannedStep;
import io.backout.plan.Restoration;
import io.backout.plan.Step;
import io.backout.plan.WayBack;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WayForwardTest {
    @TempDir
    Path directory;

    private StepBench bench;

    @BeforeEach
    void signAPlanOfLevelTwo() {
        bench = new StepBench(directory);
        Plan plan = bench.plan(List.of());
        List<PlannedStep> steps = List.of(new PlannedStep(
                Step.START_APPLICATION.id(), Step.START_APPLICATION.label(), List.of("pm2 start erp worker"), 1));
        bench.draft(new Plan(
                plan.target(),
                2,
                plan.route(),
                steps,
                new WayBack(List.of("2026_one"), List.of(), List.of(), "hash", 1),
                Restoration.NONE,
                List.of(),
                "deployment",
                List.of()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void isNothingWhileNothingWasTouched() {
        done(Step.PREPARE_RELEASE);

        assertThat(words()).isEmpty();
    }

    @Test
    void startsWhatWasStoppedAlsoWhereTheStopFailed() {
        bench.started(Step.STOP_APPLICATION, "dead");

        assertThat(words()).isEqualTo("; to undo it: 'pm2 start erp worker'");
    }

    @Test
    void namesEveryCommandInItsOrderAndWhereTheSnapshotIs() {
        done(Step.STOP_APPLICATION);
        done(Step.REVERT_SCHEMA_CHANGES);
        done(Step.MARK_MIGRATION_ROLLED_BACK);
        done(Step.SWITCH_RELEASE);
        done(Step.START_APPLICATION);

        assertThat(words())
                .matches(
                        "; to undo it: 'git reset --hard %s', 'npx prisma migrate deploy', 'pm2 restart erp worker'; what the database lost is in '/.*/evidence/%s/snapshot.sql'"
                                .formatted(bench.repository.head().substring(0, 10), bench.rollbackId));
    }

    /** Whatever was done by hand would stand in its way. */
    @Test
    void leavesEverythingToTheUndoingOfACutOver() {
        done(Step.STOP_SERVICES);
        done(Step.CUT_OVER);
        done(Step.SWITCH_RELEASE);

        assertThat(words())
                .isEqualTo(
                        "; to undo it: start 'Undo cut-over' in Tasklist, which brings back the data from before, put away whole, the release and the services");
    }

    @Test
    void goesForwardFromASwapBack() {
        done(Step.STOP_SERVICES);
        done(Step.SWAP_BACK);

        assertThat(words())
                .isEqualTo(
                        "; the data from before the cut-over is live again, and wants its release: 'git reset --hard %s', 'pm2 start erp worker'"
                                .formatted(bench.repository.head().substring(0, 10)));
    }

    /** The level before may have stopped what the present one finds stopped. */
    @Test
    void countsTheLevelThatWasLeft() {
        done(Step.STOP_APPLICATION);
        bench.draft(bench.plan(List.of()));

        assertThat(words()).isEqualTo("; to undo it: 'pm2 start erp worker'");
    }

    private void done(Step step) {
        StepRun run = bench.started(step, "dead");
        bench.ledger().end(run.id(), State.SUCCEEDED, "done", "", Map.of());
    }

    private String words() {
        return bench.bean(WayForward.class).words(bench.rollbacks().require(bench.rollbackId));
    }
}
