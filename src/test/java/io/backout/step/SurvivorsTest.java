package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SurvivorsTest {
    private static final Step STEP = Step.STOP_APPLICATION;
    private static final String DEAD = "00000000-dead-dead-dead-000000000000";

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

    /** The process is gone from /proc a moment before Java notices. */
    private static final Duration REAPING = Duration.ofMillis(400);

    @ParameterizedTest
    @EnumSource
    void waitsForACommandThatOutlivedItsNode(Kind kind) throws IOException {
        Process survivor = survivor(bench.started(STEP, DEAD), "1");
        FakeStep step = bench.step(STEP, kind).looking(() -> {
            assertThat(survivor.onExit()).as("reaped").succeedsWithin(REAPING);
            return Probe.HAPPENED;
        });

        bench.run(step);

        assertThat(survivor.exitValue()).as("it ended by itself").isZero();
        assertThat(step.probes()).isEqualTo(1);
    }

    @Test
    void endsAHangingCommandOfARepeatableStepBeforeItRunsAgain() throws IOException {
        Process survivor = survivor(bench.started(STEP, DEAD), "600");
        FakeStep step = bench.step(STEP, Kind.REPEATABLE).doing(context -> {
            assertThat(survivor.onExit()).as("reaped").succeedsWithin(REAPING);
            return StepResult.done("done");
        });

        bench.run(step);

        assertThat(step.runs()).isEqualTo(1);
    }

    /** Longer than the patience with a repeatable step: a ONCE command is never ended from outside. */
    @Test
    void waitsForACommandOfAOnceStepAsLongAsItTakes() throws IOException {
        Process survivor = survivor(bench.started(STEP, DEAD), "7");

        bench.run(bench.step(STEP, Kind.ONCE).looking(Probe.HAPPENED));

        assertThat(survivor.exitValue()).as("it ended by itself").isZero();
        assertThat(bench.record()).anyMatch(entry -> entry.startsWith("WAITING"));
    }

    @Test
    void doesNotStartWhereAFailedAttemptLeftACommandBehind() throws IOException {
        StepRun failed = bench.started(STEP, DEAD);
        bench.ledger().end(failed.id(), State.FAILED, "it went wrong", "", Map.of());
        Process survivor = survivor(failed, "1");
        FakeStep step = bench.step(STEP, Kind.REPEATABLE).doing(context -> {
            assertThat(survivor.onExit()).as("reaped").succeedsWithin(REAPING);
            return StepResult.done("done");
        });

        bench.run(step);

        assertThat(step.runs()).isEqualTo(1);
    }

    private static Process survivor(StepRun run, String seconds) throws IOException {
        ProcessBuilder sleep = new ProcessBuilder(List.of("sleep", seconds));
        sleep.environment().put("BACKOUT_STEP", run.id());
        return sleep.start();
    }
}
