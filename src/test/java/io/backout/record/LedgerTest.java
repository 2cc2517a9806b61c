package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.record.StepRun.State;
import java.time.Duration;
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
import org.springframework.dao.EmptyResultDataAccessException;

class LedgerTest {
    private RecordBench bench;

    @BeforeEach
    void setUp() {
        bench = new RecordBench(database());
    }

    /** In memory, where no subclass has another one. */
    TestDatabase database() {
        return TestDatabase.create();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsWhatWasAnsweredWithItsTypes() {
        StepRun run = start(1, "node-1");
        bench.ledger.end(run.id(), State.SUCCEEDED, "done", "$ pm2 stop\nok", Map.of("verified", true, "level", 2));

        assertThat(bench.ledger.find(run.id()).orElseThrow().answers())
                .containsOnly(Map.entry("verified", true), Map.entry("level", 2));
    }

    @Test
    void letsOnlyOneOfTwoNodesStartTheSameAttempt() {
        for (int round = 1; round <= 20; round++) {
            int attempt = round;
            CyclicBarrier begin = new CyclicBarrier(2);
            List<CompletableFuture<StepRun>> both = IntStream.of(1, 2)
                    .mapToObj(node -> CompletableFuture.supplyAsync(() -> {
                        await(begin);
                        return start(attempt, "node-" + node);
                    }))
                    .toList();

            assertThat(both.stream().filter(LedgerTest::started)).hasSize(1);
        }
    }

    @Test
    void keepsTheStartOfAStepWhoseTransactionIsRolledBack() {
        assertThatThrownBy(() -> bench.transaction().executeWithoutResult(status -> {
                    start(1, "node-1");
                    throw new IllegalStateException("the engine's commit was lost");
                }))
                .hasMessage("the engine's commit was lost");

        assertThat(bench.ledger.findLast("plan", "cutOver"))
                .hasValueSatisfying(run -> assertThat(run.state()).isEqualTo(State.STARTED));
    }

    @Test
    void endsAStepOnTheRecordOrNotAtAll() {
        StepRun run = start(1, "node-1");
        bench.jdbc.sql("update record_head set id = 2").update();
        assertThatThrownBy(() -> endOnRecord(run)).isInstanceOf(EmptyResultDataAccessException.class);
        assertThat(bench.ledger.find(run.id()).orElseThrow().state()).isEqualTo(State.STARTED);
        bench.jdbc.sql("update record_head set id = 1").update();

        endOnRecord(run);

        assertThat(bench.ledger.find(run.id()).orElseThrow().state()).isEqualTo(State.SUCCEEDED);
        assertThat(bench.record.of("RB-1")).extracting(RecordEntry::sentence).containsExactly("it succeeded");
    }

    private void endOnRecord(StepRun run) {
        bench.ledger.endOnRecord(run, State.SUCCEEDED, "done", "", Map.of(), "it succeeded");
    }

    @Test
    void expectsOfAStepWhatItsSuccessesOnThatTargetTook() {
        ran("shop", 2, State.SUCCEEDED);
        ran("shop", 4, State.SUCCEEDED);
        ran("shop", 90, State.FAILED);
        ran("crm", 60, State.SUCCEEDED);

        assertThat(bench.ledger.meanSeconds("shop", "cutOver")).hasValue(3);
        assertThat(bench.ledger.meanSeconds("shop", "startServices")).isEmpty();
    }

    private void ran(String target, int seconds, State state) {
        String id = bench.open(target);
        StepRun run = bench.ledger.start(id, "plan of " + id, "cutOver", 1, "node-1");
        bench.clock.advance(Duration.ofSeconds(seconds));
        bench.ledger.end(run.id(), state, "", "", Map.of());
        bench.rollbacks.end(id, RollbackState.CLOSED);
    }

    private StepRun start(int attempt, String node) {
        return bench.ledger.start("RB-1", "plan", "cutOver", attempt, node);
    }

    private static boolean started(CompletableFuture<StepRun> start) {
        try {
            return start.join().state() == State.STARTED;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(DuplicateKeyException.class);
            return false;
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
