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

/** Rows of one table that were written to since a backup, each known by its primary key. */
final class LoggedRows {
    /** Hexadecimal digits, of which many thousand are held. */
    private static final int DIGEST = 32;

    /** Its contents in the backup and now, as digests; null where it is not there. */
    private record Row(@Nullable String then, @Nullable String now) {}

    private final List<Integer> key;
    private final Map<String, Row> rows = new HashMap<>();

    /** @param key positions of the primary key's columns, from 0 */
    LoggedRows(List<Integer> key) {
        this.key = key;
    }

    /** @return false when this cannot have happened to the row after what happened to it before */
    boolean write(Serializable @Nullable [] before, Serializable @Nullable [] after) {
        String id = id(before == null ? Objects.requireNonNull(after) : before);
        Row known = rows.get(id);
        String then = known == null ? digest(before) : known.then();
        boolean wasThere = known == null ? before != null : known.now() != null;
        if (wasThere != (before != null)) {
            return false;
        }
        if (then == null && after == null) {
            rows.remove(id);
        } else {
            rows.put(id, new Row(then, digest(after)));
        }
        return true;
    }

    String id(Serializable[] row) {
        return Arrays.deepToString(key.stream().map(column -> row[column]).toArray());
    }

    void forget() {
        rows.clear();
    }

    int size() {
        return rows.size();
    }

    /** Those that are there and were not. */
    long made() {
        return count(row -> row.then() == null);
    }

    /** Those that were there and are not. */
    long gone() {
        return count(row -> row.now() == null);
    }

    /** Those that are there as they were not. */
    long changed() {
        return count(
                row -> row.then() != null && row.now() != null && !row.then().equals(row.now()));
    }

    private long count(Predicate<Row> which) {
        return rows.values().stream().filter(which).count();
    }

    private static @Nullable String digest(Serializable @Nullable [] row) {
        return row == null ? null : Sha256.of(Arrays.deepToString(row)).substring(0, DIGEST);
    }
}
