package io.backout.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Hands chunks out to loaders, the table with most bytes left first, and each loader a table of its own while it can. */
final class LoadQueue {
    private final List<Waiting> tables = new ArrayList<>();
    private boolean stopped;

    /** A table with its chunks that nobody has taken yet. */
    private static final class Waiting {
        private final DumpTable table;
        private final Deque<InsertRange> ranges;
        private int running;

        Waiting(DumpTable table) {
            this.table = table;
            this.ranges = new ArrayDeque<>(table.inserts());
        }

        long bytes() {
            return ranges.isEmpty()
                    ? 0
                    : ranges.getLast().end() - ranges.getFirst().begin();
        }
    }

    /** @param tables that have rows */
    LoadQueue(List<DumpTable> tables) {
        tables.forEach(table -> this.tables.add(new Waiting(table)));
    }

    /** Empty when nothing is left to take. */
    synchronized Optional<Chunk> take() {
        Optional<Waiting> next = stopped
                ? Optional.empty()
                : tables.stream()
                        .filter(waiting -> !waiting.ranges.isEmpty())
                        // Chunks of one table wait for each other's AUTO_INCREMENT lock.
                        .min(Comparator.<Waiting>comparingInt(waiting -> waiting.running)
                                .thenComparing(
                                        Comparator.comparingLong(Waiting::bytes).reversed()));
        return next.map(waiting -> {
            waiting.running++;
            return new Chunk(waiting.table, waiting.ranges.removeFirst());
        });
    }

    /** @return whether that was the table's last one */
    synchronized boolean loaded(Chunk chunk) {
        Waiting table = tables.stream()
                .filter(waiting -> waiting.table == chunk.table())
                .findFirst()
                .orElseThrow();
        table.running--;
        return table.running == 0 && table.ranges.isEmpty();
    }

    /** Nobody gets another chunk. */
    synchronized void stop() {
        stopped = true;
    }
}
