package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.record.StepRun.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class LedgerTest {
    private RecordBench bench;

    @BeforeEach
    void setUp() {
        bench = new RecordBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void countsAttempts() {
        StepRun first = start("node-1");
        bench.ledger.end(first.id(), State.FAILED, "no", "", Map.of());

        assertThat(start("node-1").attempt()).isEqualTo(2);
    }

    @Test
    void keepsWhatWasAnsweredWithItsTypes() {
        StepRun run = start("node-1");
        bench.ledger.end(run.id(), State.SUCCEEDED, "done", "$ pm2 stop\nok", Map.of("verified", true, "level", 2));

        assertThat(bench.ledger.find(run.id()).orElseThrow().answers())
                .containsOnly(Map.entry("verified", true), Map.entry("level", 2));
    }

    @Test
    void letsOnlyOneOfTwoNodesNoteTheSameAttempt() {
        for (int round = 1; round <= 20; round++) {
            CyclicBarrier begin = new CyclicBarrier(2);
            List<CompletableFuture<StepRun>> both = IntStream.of(1, 2)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> {
                        // Both have looked before either writes.
                        int attempt = bench.ledger
                                .findLast("plan", "cutOver")
                                .map(StepRun::attempt)
                                .orElse(0);
                        await(begin);
                        StepRun run = start("node-" + n);
                        assertThat(run.node()).as("it is its own attempt").isEqualTo("node-" + n);
                        assertThat(run.attempt()).isGreaterThan(attempt);
                        return run;
                    }))
                    .toList();

            both.forEach(LedgerTest::joinOrDuplicate);
            List<StepRun> runs = bench.ledger.of("RB-1");
            assertThat(runs).extracting(StepRun::attempt).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsTheStartOfAStepWhoseTransactionIsRolledBack() {
        assertThatThrownBy(() -> bench.transaction().executeWithoutResult(status -> {
                    start("node-1");
                    throw new IllegalStateException("the engine's commit was lost");
                }))
                .hasMessage("the engine's commit was lost");

        assertThat(bench.ledger.findLast("plan", "cutOver"))
                .hasValueSatisfying(run -> assertThat(run.state()).isEqualTo(State.STARTED));
    }

    @Test
    void refusesTheSameAttemptTwice() {
        start("node-1");

        assertThatThrownBy(() -> bench.jdbc
                        .sql(
                                "insert into step_run select 'again', rollback_id, plan_id, step, attempt, 'node-2', state,"
                                        + " started_at, ended_at, message, output, answers, may_run_again from step_run")
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    private StepRun start(String node) {
        return bench.ledger.start("RB-1", "plan", "cutOver", node);
    }

    private static void joinOrDuplicate(CompletableFuture<StepRun> start) {
        try {
            start.join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(DuplicateKeyException.class);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
