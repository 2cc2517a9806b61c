package io.backout.backup;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a dump says about one table. */
final class DumpTableBuilder {
    /** A part that one loader takes at a time. */
    private static final long RANGE = 16 << 20;

    private final String name;
    private final String create;
    private final List<InsertRange> ranges = new ArrayList<>();
    private boolean loadable;
    private long rows;

    DumpTableBuilder(String name, String create) {
        this.name = name;
        this.create = create;
        // Whatever stands before a row's parenthesis is skipped by LOAD DATA, but only up to the first one.
        this.loadable = !name.contains("(");
    }

    List<DumpColumn> columns() {
        return DumpTable.columnsOf(create);
    }

    /** @param plain the INSERT has no list of columns and no literals */
    void insert(long begin, long end, long count, boolean plain) {
        rows += count;
        loadable = loadable && plain;
        InsertRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        // Nothing but the end of a line stands between two INSERTs of a dump.
        if (last != null && begin - last.end() <= 2 && end - last.begin() <= RANGE) {
            ranges.set(ranges.size() - 1, new InsertRange(last.begin(), end, last.rows() + count));
        } else {
            ranges.add(new InsertRange(begin, end, count));
        }
    }

    DumpTable build() {
        return new DumpTable(name, create, rows, List.copyOf(ranges), loadable);
    }
}
