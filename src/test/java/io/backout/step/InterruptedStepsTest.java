package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.record.CommandRequest;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptedStepsTest {
    private static final Step STEP = Step.STOP_APPLICATION;
    private static final String DEAD = "00000000-dead-dead-dead-000000000000";

    @TempDir
    Path directory;

    private StepBench bench;
    private FakeStep once;

    @BeforeEach
    void setUp() {
        bench = new StepBench(directory);
        once = bench.step(STEP, Kind.ONCE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** How an attempt can have been left whose effect nobody knows. */
    enum Left {
        STARTED_BY_A_DEAD_NODE,
        FAILED,
        UNKNOWN
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereALookSaysThatAOnceStepHappened(Left left) {
        leave(left);

        bench.run(once.looking(Probe.HAPPENED));

        assertThat(once.runs()).isZero();
        assertThat(bench.runs()).extracting(StepRun::state).containsExactly(State.SUCCEEDED);
        assertThat(bench.record())
                .contains(
                        "PROBE attempt 1 of step 'Stop application' was interrupted; a look at the target says: happened");
    }

    @ParameterizedTest
    @EnumSource
    void runsAOnceStepAgainOnlyWhenALookSaysThatItDidNotHappen(Left left) {
        leave(left);

        bench.run(once.looking(Probe.DID_NOT_HAPPEN));

        assertThat(once.runs()).isEqualTo(1);
        assertThat(bench.runs()).extracting(StepRun::state).containsExactly(State.FAILED, State.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void waitsForAPersonWhenALookDoesNotTell(Left left) {
        leave(left);

        for (int retry = 0; retry < 3; retry++) {
            assertThatThrownBy(() -> bench.run(once))
                    .isInstanceOf(UnknownOutcomeException.class)
                    .hasMessage("the outcome of step 'Stop application' is unknown: its end was not seen, and a look at"
                            + " the target does not tell; it was not run again\n"
                            + "HINT: an operator answers the task 'Clarify outcome' in Tasklist.");
        }

        assertThat(once.runs()).isZero();
        assertThat(bench.runs()).extracting(StepRun::state).containsExactly(State.UNKNOWN);
    }

    @Test
    void runsAgainWhenAPersonSaysThatItDidNotHappen() {
        bench.ledger().allowAgain(leave(Left.UNKNOWN).id(), "'lilei' said so");

        bench.run(once);

        assertThat(once.runs()).isEqualTo(1);
        assertThat(once.probes()).isZero();
    }

    @Test
    void asksAgainAfterTheAttemptThatAPersonAllowed() {
        bench.ledger().allowAgain(leave(Left.UNKNOWN).id(), "'lilei' said so");
        assertThatThrownBy(() -> bench.run(once.failing(new IllegalStateException("no"))))
                .isInstanceOf(StepFailedException.class);

        assertThatThrownBy(() -> bench.run(once)).isInstanceOf(UnknownOutcomeException.class);

        assertThat(once.runs()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(CommandRequest.Kind.class)
    void honoursARequestWhereTheOutcomeStaysUnknown(CommandRequest.Kind request) {
        leave(Left.UNKNOWN);
        bench.rollbacks().request(bench.rollbackId, request, "hanmei", "enough");

        assertThatThrownBy(() -> bench.run(once))
                .isInstanceOfSatisfying(BpmnError.class, error -> assertThat(error.getErrorCode())
                        .isEqualTo(request.name()));

        assertThat(once.runs()).isZero();
        assertThat(bench.last(STEP).state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(names = "ONCE", mode = EnumSource.Mode.EXCLUDE)
    void runsAnInterruptedStepOfAnotherKindAgain(Kind kind) {
        leave(Left.STARTED_BY_A_DEAD_NODE);
        FakeStep step = bench.step(STEP, kind);

        bench.run(step);

        assertThat(step.runs()).isEqualTo(1);
        assertThat(bench.runs()).extracting(StepRun::attempt).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAStepThatALivingNodeRuns(Kind kind) {
        bench.started(STEP, bench.otherLiveNode());
        FakeStep step = bench.step(STEP, kind).looking(Probe.DID_NOT_HAPPEN);

        assertThatThrownBy(() -> bench.run(step))
                .hasMessage("step 'Stop application' is still running; it was not started a second time");

        assertThat(step.runs()).isZero();
        assertThat(step.probes()).isZero();
        assertThat(bench.last(STEP).state()).isEqualTo(State.STARTED);
    }

    @Test
    void takesItsOwnEarlierIncarnationForDeadAtOnce() {
        bench.beaten(bench.node().name(), DEAD);
        leave(Left.STARTED_BY_A_DEAD_NODE);

        bench.run(once.looking(Probe.DID_NOT_HAPPEN));

        assertThat(once.runs()).isEqualTo(1);
    }

    @Test
    void looksAfterAnAttemptOfItsOwnThatEndedWithoutANote() {
        bench.started(STEP, bench.node().incarnation());

        bench.run(once.looking(Probe.HAPPENED));

        assertThat(once.runs()).isZero();
        assertThat(once.probes()).isEqualTo(1);
    }

    private StepRun leave(Left left) {
        StepRun run = bench.started(STEP, DEAD);
        if (left != Left.STARTED_BY_A_DEAD_NODE) {
            bench.ledger().end(run.id(), State.valueOf(left.name()), "it went wrong", "", Map.of());
        }
        return run;
    }
}
