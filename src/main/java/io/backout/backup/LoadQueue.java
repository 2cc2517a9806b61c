package io.backout.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Hands chunks out to loaders, the largest table first, and each loader a table of its own while it can. */
final class LoadQueue {
    private final List<WaitingTable> tables = new ArrayList<>();
    private final BulkFill bulk;
    private boolean stopped;

    /**
     * A table of which something could not be loaded.
     *
     * @param loaded what is in it all the same
     * @param wrong why the rest is not
     */
    record GivenUp(DumpTable table, List<InsertRange> loaded, String wrong) {}

    /** @param tables that have rows, and none of them yet */
    LoadQueue(List<DumpTable> tables, BulkFill bulk) {
        tables.forEach(table -> this.tables.add(new WaitingTable(table)));
        this.bulk = bulk;
    }

    /** Waits where the only tables left are being filled. @return empty when nothing is left to take */
    synchronized Optional<Chunk> take() throws InterruptedException {
        while (!stopped && tables.stream().anyMatch(waiting -> !waiting.ranges.isEmpty())) {
            Optional<WaitingTable> next = tables.stream()
                    // The table is locked meanwhile.
                    .filter(waiting -> !waiting.ranges.isEmpty() && !waiting.filling)
                    // Chunks of one table wait for each other's AUTO_INCREMENT lock.
                    .min(Comparator.<WaitingTable>comparingInt(waiting -> waiting.running)
                            .thenComparing(Comparator.<WaitingTable>comparingLong(waiting -> waiting.table.bytes())
                                    .reversed()));
            if (next.isPresent()) {
                WaitingTable table = next.get();
                boolean fill = table.isUntouched() && bulk.fills(table.table);
                return Optional.of(table.take(fill, fill ? bulk.mostBytes() : 0));
            }
            wait();
        }
        return Optional.empty();
    }

    /** @return whether that was the table's last one, and it is whole */
    synchronized boolean loaded(Chunk chunk) {
        WaitingTable table = ended(chunk);
        table.loaded.addAll(chunk.ranges());
        return table.running == 0 && table.ranges.isEmpty() && table.wrong.isEmpty();
    }

    /** Nobody gets a chunk of this table any more. */
    synchronized void giveUp(Chunk chunk, String wrong) {
        WaitingTable table = ended(chunk);
        table.ranges.clear();
        table.wrong = wrong;
    }

    private WaitingTable ended(Chunk chunk) {
        WaitingTable table = tables.stream()
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
