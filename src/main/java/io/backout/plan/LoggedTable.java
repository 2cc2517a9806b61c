package io.backout.plan;

import io.backout.record.Sha256;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the binary log says of one table's rows; each is known by its primary key. */
final class LoggedTable {
    /** Hexadecimal digits, of which many thousand are held. */
    private static final int DIGEST = 32;

    /** Of a row that was written to: its contents in the backup and now, as digests; null where it is not there. */
    private record Row(@Nullable String then, @Nullable String now) {}

    private final int columns;
    private final List<Integer> key;
    private final Map<String, Row> rows = new HashMap<>();
    private boolean told = true;
    private boolean deletes;
    private boolean updates;
    private boolean keyChanges;
    private long latest;

    /**
     * @param columns number of them
     * @param key positions of its primary key's, from 0
     */
    LoggedTable(int columns, List<Integer> key) {
        this.columns = columns;
        this.key = key;
    }

    /** @param countedAt rows that were written later may be missing in a count of the table */
    void write(Serializable @Nullable [] before, Serializable @Nullable [] after, long at, long countedAt) {
        deletes |= after == null;
        updates |= before != null && after != null;
        latest += at >= countedAt ? 1 : 0;
        Serializable[] row = before == null ? Objects.requireNonNull(after) : before;
        if (!told || key.isEmpty() || row.length != columns) {
            notTold();
            return;
        }
        String id = id(row);
        if (before != null && after != null && !id.equals(id(after))) {
            keyChanges = true;
            notTold();
            return;
        }
        Row known = rows.get(id);
        String then = known == null ? digest(before) : known.then();
        boolean wasThere = known == null ? before != null : known.now() != null;
        if (wasThere != (before != null)) {
            // Something was not logged.
            notTold();
        } else if (then == null && after == null) {
            rows.remove(id);
        } else {
            rows.put(id, new Row(then, digest(after)));
        }
    }

    /** Something happened that does not say which rows it changed. */
    void notTold() {
        told = false;
        rows.clear();
    }

    boolean isTold() {
        return told;
    }

    boolean deletes() {
        return deletes;
    }

    boolean updates() {
        return updates;
    }

    boolean keyChanges() {
        return keyChanges;
    }

    int size() {
        return rows.size();
    }

    /** Rows that are there and were not. */
    long made() {
        return count(row -> row.then() == null);
    }

    /** Rows that were there and are not. */
    long gone() {
        return count(row -> row.now() == null);
    }

    /** Rows that are there as they were not. */
    long changed() {
        return count(
                row -> row.then() != null && row.now() != null && !row.then().equals(row.now()));
    }

    /** Writes that a count of the table may have missed. */
    long latest() {
        return latest;
    }

    private long count(Predicate<Row> which) {
        return rows.values().stream().filter(which).count();
    }

    private String id(Serializable[] row) {
        return Arrays.deepToString(key.stream().map(column -> row[column]).toArray());
    }

    private static @Nullable String digest(Serializable @Nullable [] row) {
        return row == null ? null : Sha256.of(Arrays.deepToString(row)).substring(0, DIGEST);
    }
}
