package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Plan;
import io.backout.plan.Step;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    Path directory;

    private StepBench bench;

    @BeforeEach
    void setUp() {
        bench = new StepBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void isNothingAtFirst() {
        assertThat(words()).isEqualTo("done until then: nothing");
    }

    @Test
    void namesWhatSucceededAndWhatWasSkippedAndNothingElse() {
        end(Step.PREPARE_RELEASE, State.SUCCEEDED);
        bench.ledger().skip(end(Step.PRESERVE_EVIDENCE, State.FAILED), "not needed");
        end(Step.TAKE_SNAPSHOT, State.FAILED);

        assertThat(words()).isEqualTo("done until then: Prepare release, Preserve evidence (skipped)");
    }

    @Test
    void countsTheLevelsThatWereLeft() {
        end(Step.PRESERVE_EVIDENCE, State.SUCCEEDED);
        end(Step.PREPARE_RELEASE, State.SUCCEEDED);
        bench.draft(ofLevel(2));
        end(Step.PREPARE_RELEASE, State.SUCCEEDED);

        assertThat(words())
                .isEqualTo(
                        "done until then: at level 1 Preserve evidence, Prepare release; at level 2 Prepare release");
    }

    private Plan ofLevel(int level) {
        Plan plan = bench.plan(List.of());
        return new Plan(
                plan.target(),
                level,
                plan.route(),
                plan.steps(),
                plan.wayBack(),
                plan.restoration(),
                plan.signatures(),
                plan.deployment(),
                plan.refusals());
    }

    private StepRun end(Step step, State state) {
        StepRun run = bench.started(step, "dead");
        bench.clock.advance(java.time.Duration.ofSeconds(1));
        bench.ledger().end(run.id(), state, "it is over", "", Map.of());
        return run;
    }

    private String words() {
        return bench.bean(Progress.class).done(bench.rollbacks().require(bench.rollbackId));
    }
}
