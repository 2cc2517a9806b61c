package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadQueueTest {
    private static final long RANGE = 16 << 20;
    private static final LoadSession SESSION = new LoadSession("utf8mb4", "");

    @Test
    void handsOutTheLargestTableFirstAndEachLoaderATableOfItsOwn() throws InterruptedException {
        LoadQueue queue = new LoadQueue(List.of(table("a", 1), table("b", 3), table("c", 2)), new BulkFill(SESSION, 0));

        assertThat(taken(queue)).isEqualTo("b 1");
        assertThat(taken(queue)).isEqualTo("c 1");
        assertThat(taken(queue)).isEqualTo("a 1");
        assertThat(taken(queue)).isEqualTo("b 1");
    }

    @Test
    void fillsAnEmptyTableWithAsMuchAsOneTransactionMayBring() throws InterruptedException {
        LoadQueue queue = new LoadQueue(List.of(table("a", 5)), new BulkFill(SESSION, 3 * RANGE));

        Chunk first = queue.take().orElseThrow();
        assertThat(first).returns(true, Chunk::fill).returns(3L, Chunk::rows);
        assertThat(queue.loaded(first)).isFalse();
        assertThat(queue.take().orElseThrow()).returns(false, Chunk::fill).returns(1L, Chunk::rows);
    }

    @Test
    void handsOutNothingMoreOfATableThatWasGivenUp() throws InterruptedException {
        DumpTable table = table("a", 5);
        LoadQueue queue = new LoadQueue(List.of(table, table("b", 1)), new BulkFill(SESSION, 0));
        Chunk first = queue.take().orElseThrow();
        Chunk other = queue.take().orElseThrow();
        Chunk second = queue.take().orElseThrow();
        assertThat(second.table()).isSameAs(table);

        queue.loaded(first);
        queue.giveUp(second, "it is damaged");

        assertThat(queue.take()).isEmpty();
        assertThat(queue.loaded(other)).isTrue();
        assertThat(queue.givenUp()).containsExactly(new LoadQueue.GivenUp(table, first.ranges(), "it is damaged"));
    }

    @Test
    void neverCallsATableWholeThatWasGivenUp() throws InterruptedException {
        LoadQueue queue = new LoadQueue(List.of(table("a", 2)), new BulkFill(SESSION, 0));
        Chunk first = queue.take().orElseThrow();
        Chunk second = queue.take().orElseThrow();

        queue.giveUp(first, "it is damaged");

        assertThat(queue.loaded(second)).isFalse();
    }

    @Test
    void waitsWhileTheOnlyTableLeftIsBeingFilled() throws Exception {
        LoadQueue queue = new LoadQueue(List.of(table("a", 4)), new BulkFill(SESSION, 2 * RANGE));
        Chunk first = queue.take().orElseThrow();

        FutureTask<String> other = new FutureTask<>(() -> taken(queue));
        waitsIn(new Thread(other));
        queue.loaded(first);

        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("a 1");
    }

    @Test
    void letsNobodyWaitOnceItIsStopped() throws Exception {
        LoadQueue queue = new LoadQueue(List.of(table("a", 4)), new BulkFill(SESSION, 2 * RANGE));
        taken(queue);

        FutureTask<String> other = new FutureTask<>(() -> taken(queue));
        waitsIn(new Thread(other));
        queue.stop();

        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("nothing");
    }

    private static void waitsIn(Thread thread) {
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
    }

    private static String taken(LoadQueue queue) {
        try {
            return queue.take()
                    .map(chunk -> chunk.table().name() + " " + chunk.rows())
                    .orElse("nothing");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DumpTable table(String name, int ranges) {
        String create =
                "CREATE TABLE `%s` (\n  `id` int(11) NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"
                        .formatted(name);
        List<InsertRange> inserts = LongStream.range(0, ranges)
                .mapToObj(i -> new InsertRange(i * RANGE, (i + 1) * RANGE, 1))
                .toList();
        return new DumpTable(name, create, ranges, inserts, true);
    }
}
