package io.backout.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Hands chunks out to loaders, the largest table first, and each loader a table of its own while it can. */
final class LoadQueue {
    private final List<Waiting> tables = new ArrayList<>();
    private final BulkFill bulk;
    private boolean stopped;

    /**
     * A table of which something could not be loaded.
     *
     * @param loaded what is in it all the same
     * @param wrong why the rest is not
     */
    record GivenUp(DumpTable table, List<InsertRange> loaded, String wrong) {}

    /** A table with its ranges that nobody has taken yet. */
    private static final class Waiting {
        private final DumpTable table;
        private final Deque<InsertRange> ranges;
        private int running;
        private boolean filling;
        private final List<InsertRange> loaded = new ArrayList<>();
        private String wrong = "";

        Waiting(DumpTable table) {
            this.table = table;
            this.ranges = new ArrayDeque<>(table.inserts());
        }

        /** @param mostBytes of all its ranges but one */
        Chunk take(boolean fill, long mostBytes) {
            running++;
            filling = fill;
            List<InsertRange> taken = new ArrayList<>(List.of(ranges.removeFirst()));
            long left = mostBytes - taken.get(0).bytes();
            while (!ranges.isEmpty() && ranges.getFirst().bytes() <= left) {
                left -= ranges.getFirst().bytes();
                taken.add(ranges.removeFirst());
            }
            return new Chunk(table, List.copyOf(taken), fill);
        }

        boolean isUntouched() {
            return ranges.size() == table.inserts().size();
        }
    }

    /** @param tables that have rows, and none of them yet */
    LoadQueue(List<DumpTable> tables, BulkFill bulk) {
        tables.forEach(table -> this.tables.add(new Waiting(table)));
        this.bulk = bulk;
    }

    /** Waits where the only tables left are being filled. @return empty when nothing is left to take */
    synchronized Optional<Chunk> take() throws InterruptedException {
        while (!stopped && tables.stream().anyMatch(waiting -> !waiting.ranges.isEmpty())) {
            Optional<Waiting> next = tables.stream()
                    // The table is locked meanwhile.
                    .filter(waiting -> !waiting.ranges.isEmpty() && !waiting.filling)
                    // Chunks of one table wait for each other's AUTO_INCREMENT lock.
                    .min(Comparator.<Waiting>comparingInt(waiting -> waiting.running)
                            .thenComparing(Comparator.<Waiting>comparingLong(waiting -> waiting.table.bytes())
                                    .reversed()));
            if (next.isPresent()) {
                Waiting table = next.get();
                boolean fill = table.isUntouched() && bulk.fills(table.table);
                return Optional.of(table.take(fill, fill ? bulk.mostBytes() : 0));
            }
            wait();
        }
        return Optional.empty();
    }

    /** @return whether that was the table's last one, and it is whole */
    synchronized boolean loaded(Chunk chunk) {
        Waiting table = ended(chunk);
        table.loaded.addAll(chunk.ranges());
        return table.running == 0 && table.ranges.isEmpty() && table.wrong.isEmpty();
    }

    /** Nobody gets a chunk of this table any more. */
    synchronized void giveUp(Chunk chunk, String wrong) {
        Waiting table = ended(chunk);
        table.ranges.clear();
        table.wrong = wrong;
    }

    private Waiting ended(Chunk chunk) {
        Waiting table = tables.stream()
                .filter(waiting -> waiting.table == chunk.table())
                .findFirst()
                .orElseThrow();
        table.running--;
        table.filling = false;
        notifyAll();
        return table;
    }

    synchronized List<GivenUp> givenUp() {
        return tables.stream()
                .filter(waiting -> !waiting.wrong.isEmpty())
                .map(waiting -> new GivenUp(waiting.table, List.copyOf(waiting.loaded), waiting.wrong))
                .toList();
    }

    /** Nobody gets another chunk. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
