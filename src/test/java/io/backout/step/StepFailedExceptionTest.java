package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepFailedExceptionTest {
    @ParameterizedTest
    @ValueSource(strings = {", and retry.", " and retry.", "; then retry.", "; retry.", "."})
    void saysOnceWhereToRetry(String end) {
        assertThat(StepFailedException.failed(Step.CUT_OVER, "it is locked\nHINT: end the connection" + end))
                .hasMessage("step 'Cut over' failed: it is locked\nHINT: end the connection,"
                        + " then retry in Cockpit; the rollback goes on from this step.");
    }

    @Test
    void leavesTheRestOfAHintAlone() {
        assertThat(StepFailedException.failed(
                        Step.CUT_OVER, "it is locked\nHINT: end it and retry: it is put back first."))
                .hasMessage(
                        "step 'Cut over' failed: it is locked\nHINT: end it and retry in Cockpit: it is put back first.");
    }
}
