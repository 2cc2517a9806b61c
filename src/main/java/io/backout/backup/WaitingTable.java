package io.backout.backup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A table of a {@link LoadQueue}, with its ranges that nobody has taken yet. */
final class WaitingTable {
    final DumpTable table;
    final Deque<InsertRange> ranges;
    int running;
    boolean filling;
    final List<InsertRange> loaded = new ArrayList<>();
    String wrong = "";

    WaitingTable(DumpTable table) {
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
