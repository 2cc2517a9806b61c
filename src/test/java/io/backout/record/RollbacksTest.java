package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.demo.Poll;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollbacksTest {
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
    void refusesASecondRollbackOfATargetAndSaysWhichIsTheFirst() {
        String first = bench.open("shop");

        assertThatThrownBy(() -> bench.open("shop"))
                .isInstanceOfSatisfying(ActiveRollbackException.class, e -> assertThat(e.rollbackId())
                        .isEqualTo(first))
                .hasMessage("target 'shop' is already being rolled back by RB-20261123-001, reported by 'hanmei' at"
                        + " 2026-11-23 12:00 UTC; nothing was started\n"
                        + "HINT: wait for it, or ask its incident commander to stop it.");
    }

    @Test
    void freesTheTargetAtItsEnd() {
        bench.rollbacks.end(bench.open("shop"), RollbackState.CLOSED);

        assertThat(bench.open("shop")).isEqualTo("RB-20261123-002");
    }

    @Test
    void doesNotHoldUpOtherTargets() {
        assertThat(List.of(bench.open("shop"), bench.open("crm")))
                .containsExactly("RB-20261123-001", "RB-20261123-002");
    }

    @Test
    void countsOnAfterAThousandOnOneDay() {
        bench.jdbc
                .sql("update rollback set id = 'RB-20261123-999' where id = ?")
                .param(bench.open("shop"))
                .update();

        assertThat(List.of(bench.open("crm"), bench.open("erp")))
                .containsExactly("RB-20261123-1000", "RB-20261123-1001");
    }

    @Test
    void letsExactlyOneOfTwoAtOnceThrough() {
        for (int round = 0; round < 20; round++) {
            CyclicBarrier start = new CyclicBarrier(2);
            List<CompletableFuture<String>> both = IntStream.range(0, 2)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> {
                        await(start);
                        return bench.transaction().execute(status -> bench.open("shop"));
                    }))
                    .toList();

            List<String> results =
                    both.stream().map(RollbacksTest::idOrRefusal).sorted().toList();

            String winner = results.get(1);
            assertThat(results).containsExactly("ActiveRollbackException " + winner, winner);
            bench.rollbacks.end(winner, RollbackState.CLOSED);
        }
    }

    @Test
    void waitsForAnOpeningThatIsNotYetCommitted() {
        assertThat(idOrRefusal(openWhileAnotherIsOpen(false))).isEqualTo("ActiveRollbackException RB-20261123-001");
    }

    @Test
    void takesTheTargetWhenTheOtherOpeningIsTakenBack() {
        assertThat(idOrRefusal(openWhileAnotherIsOpen(true))).isEqualTo("RB-20261123-001");
    }

    @Test
    void saysWhoseRequestItWasWhenARequestIdIsUsedTwice() {
        String first = bench.open("shop", "ticket-7");
        bench.rollbacks.end(first, RollbackState.CLOSED);

        assertThatThrownBy(() -> bench.open("shop", "ticket-7"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("request 'ticket-7' was already answered by RB-20261123-001; nothing was started\n"
                        + "HINT: look at that rollback, or choose another 'requestId'.");
    }

    private CompletableFuture<String> openWhileAnotherIsOpen(boolean takenBack) {
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> bench.transaction().executeWithoutResult(status -> {
                    bench.open("shop");
                    opened.countDown();
                    await(end);
                    if (takenBack) {
                        status.setRollbackOnly();
                    }
                }));
        await(opened);
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread thread = new Thread(() ->
                second.completeAsync(() -> bench.transaction().execute(status -> bench.open("shop")), Runnable::run));
        thread.start();
        Poll.until(
                Duration.ofSeconds(5),
                () -> second.isDone() || isInserting(thread),
                () -> "the second opening does not wait for the first");
        assertThat(second).as("it waits").isNotDone();
        end.countDown();
        first.join();
        return second;
    }

    private static boolean isInserting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("insert")
                        && frame.getClassName().startsWith(Rollbacks.class.getName()));
    }

    private static String idOrRefusal(CompletableFuture<String> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            return e.getCause() instanceof ActiveRollbackException active
                    ? "ActiveRollbackException " + active.rollbackId()
                    : String.valueOf(e.getCause());
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
