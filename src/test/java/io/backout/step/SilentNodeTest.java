package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that others may already believe to be dead. */
class SilentNodeTest {
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
    void startsNothingWhenItsLocksCouldNotBeRenewedFor20Seconds() {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.REPEATABLE);
        bench.clock.advance(Duration.ofSeconds(21));

        assertThatThrownBy(() -> bench.run(step))
                .hasMessage("node 'backout' could not renew its locks for more than 20 s, so it starts nothing; it goes"
                        + " on when the engine's database answers");

        assertThat(step.runs()).isZero();
        assertThat(bench.runs()).isEmpty();
    }

    @Test
    void startsNothingWhenItsLocksExpiredWhileItLooked() {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.ONCE).looking(() -> {
            bench.clock.advance(Duration.ofSeconds(21));
            return Probe.DID_NOT_HAPPEN;
        });
        bench.started(Step.STOP_APPLICATION, "dead");

        assertThatThrownBy(() -> bench.run(step)).hasMessageContaining("so it starts nothing");

        assertThat(step.runs()).isZero();
    }
}
