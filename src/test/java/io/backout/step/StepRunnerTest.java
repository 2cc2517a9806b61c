package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.command.Command;
import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.record.CommandRequest;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepRunnerTest {
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
    void runsAStepKeepsTheLedgerAndAnswersTheGateway() {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.ONCE).answering(Map.of("verified", true));

        bench.run(step);

        assertThat(bench.variables).containsEntry("verified", true);
        assertThat(bench.last(Step.STOP_APPLICATION))
                .returns(State.SUCCEEDED, StepRun::state)
                .returns(1, StepRun::attempt);
        assertThat(bench.record()).contains("STEP step 'Stop application' succeeded: done");
    }

    @Test
    void notesTheStartBeforeTheWorkBegins() {
        State[] seen = new State[1];
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.ONCE).doing(context -> {
            seen[0] = bench.last(Step.STOP_APPLICATION).state();
            return StepResult.done("done");
        });

        bench.run(step);

        assertThat(seen[0]).isEqualTo(State.STARTED);
    }

    @ParameterizedTest
    @EnumSource
    void doesNotRunASucceededStepAgainAndRestoresItsAnswers(Kind kind) {
        FakeStep step = bench.step(Step.VERIFY_RELEASE, kind).answering(Map.of("verified", true, "level", 2));
        bench.run(step);
        bench.variables.clear();

        bench.run(step);

        assertThat(step.runs()).isEqualTo(1);
        assertThat(step.probes()).isZero();
        assertThat(bench.variables).containsEntry("verified", true).containsEntry("level", 2);
    }

    @Test
    void runsAFailedRepeatableStepAgain() {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.REPEATABLE).failing(new IllegalStateException("no"));
        assertThatThrownBy(() -> bench.run(step)).isInstanceOf(StepFailedException.class);

        bench.run(step.answering(Map.of()));

        assertThat(step.runs()).isEqualTo(2);
        assertThat(bench.runs()).extracting(StepRun::state).containsExactly(State.FAILED, State.SUCCEEDED);
    }

    @Test
    void saysWhatFailedAndHowToGoOn() {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.REPEATABLE)
                .failing(new IllegalStateException("'pm2 stop shop' ended with exit code 1: no such process"));

        assertThatThrownBy(() -> bench.run(step))
                .hasMessage("step 'Stop application' failed: 'pm2 stop shop' ended with exit code 1: no such process\n"
                        + "HINT: remove the cause, then retry in Cockpit; the rollback goes on from this step.");
    }

    @ParameterizedTest
    @EnumSource
    void doesNotKnowTheOutcomeOfACommandThatItEndedAtItsLimit(Kind kind) {
        FakeStep step = bench.step(Step.STOP_APPLICATION, kind).doing(context -> {
            context.tools()
                    .runner()
                    .run(new Command(List.of("sleep", "30"), directory, Map.of(), Duration.ofMillis(200)));
            return StepResult.done("never");
        });

        assertThatThrownBy(() -> bench.run(step))
                .hasMessageContaining("'sleep 30' was ended with its whole process tree after 0 s;")
                .hasMessageContaining("its effects are unknown")
                .hasMessageContaining(kind == Kind.READ ? "retry in Cockpit" : "task 'Clarify outcome' in Tasklist");

        State expected = kind == Kind.READ ? State.FAILED : State.UNKNOWN;
        assertThat(bench.last(Step.STOP_APPLICATION).state()).isEqualTo(expected);
    }

    @Test
    void keepsASuccessThatTheRecordCouldNotTake() {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.ONCE).doing(context -> {
            bench.jdbc().sql("alter table record_head rename to gone").update();
            return StepResult.done("done");
        });
        assertThatThrownBy(() -> bench.run(step)).hasMessageContaining("record_head");
        bench.jdbc().sql("alter table gone rename to record_head").update();

        bench.run(step);

        assertThat(step.runs()).isEqualTo(1);
        assertThat(step.probes()).isZero();
        assertThat(bench.record()).contains("STEP step 'Stop application' is done and was not run again: done");
    }

    @Test
    void refusesTheSameStepWhileItRuns() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.REPEATABLE).doing(context -> {
            begun.countDown();
            await(end);
            return StepResult.done("done");
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> bench.run(step));
        await(begun);

        assertThatThrownBy(() -> bench.run(step)).hasMessageContaining("this step was not started");

        end.countDown();
        first.join();
        assertThat(step.runs()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void startsNoStepOnceAPersonAskedTo(CommandRequest.Kind request) {
        FakeStep step = bench.step(Step.STOP_APPLICATION, Kind.REPEATABLE);
        bench.rollbacks().request(bench.rollbackId, request, "hanmei", "the fix is ready");

        assertThatThrownBy(() -> bench.run(step))
                .isInstanceOfSatisfying(BpmnError.class, error -> assertThat(error.getErrorCode())
                        .isEqualTo(request.name()))
                .hasMessageContaining(
                        "'hanmei' asked to %s before step 'Stop application': the fix is ready",
                        request.name().toLowerCase(java.util.Locale.ROOT));

        assertThat(step.runs()).isZero();
        assertThat(bench.runs()).isEmpty();
        assertThat(bench.rollbacks().require(bench.rollbackId).message()).contains("the fix is ready");
        assertThat(bench.record()).anyMatch(entry -> entry.startsWith(request.name() + " 'hanmei' asked to"));
    }

    /** Stopped in its middle, it would leave a database that is neither the one nor the other. */
    @ParameterizedTest
    @EnumSource
    void bringsAHalfDoneStepToItsEndBeforeItHonoursARequest(CommandRequest.Kind request) {
        bench.started(Step.STOP_APPLICATION, "dead");
        bench.rollbacks().request(bench.rollbackId, request, "hanmei", "the fix is ready");
        FakeStep half = bench.step(Step.STOP_APPLICATION, Kind.ONCE).looking(Probe.HAPPENED_IN_PART);

        bench.run(half);

        assertThat(half.runs()).isEqualTo(1);
        assertThat(bench.last(Step.STOP_APPLICATION).state()).isEqualTo(State.SUCCEEDED);
        assertThatThrownBy(() -> bench.run(bench.step(Step.SWITCH_RELEASE, Kind.REPEATABLE)))
                .isInstanceOf(BpmnError.class)
                .hasMessageContaining("before step 'Switch release'", "done until then: Stop application");
    }

    @Test
    void bringsAHalfDoneStepToItsEndAlsoWhereSomethingMoved() {
        bench.started(Step.STOP_APPLICATION, "dead");
        bench.repository.commit("somebody's");
        FakeStep half = bench.step(Step.STOP_APPLICATION, Kind.ONCE).looking(Probe.HAPPENED_IN_PART);

        bench.run(half);

        assertThat(half.runs()).isEqualTo(1);
        assertThatThrownBy(() -> bench.run(bench.step(Step.SWITCH_RELEASE, Kind.REPEATABLE)))
                .isInstanceOf(BpmnError.class)
                .hasMessageContaining("stopped before step 'Switch release'");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
