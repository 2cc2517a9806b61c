package io.backout.tool;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one migration stands between a database's history and a release. 'prisma migrate status' is no proof of it: it
 * says "up to date" of what was rolled back, of what the release does not have, and of what was edited afterwards.
 *
 * @param inRelease the release has its folder
 */
public record MigrationState(String name, Kind kind, boolean inRelease) {
    /** What a person reads. */
    public enum Kind {
        APPLIED("applied"),
        EDITED("applied with other contents than the release's"),
        FAILED("failed half-way"),
        ROLLED_BACK("rolled back"),
        PENDING("not applied"),
        TWICE("recorded as applied more than once"),
        UNKNOWN("applied, but the release does not have it");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Every migration that the database or the release knows, oldest first. */
    public static List<MigrationState> of(List<MigrationRow> rows, List<Migration> release) {
        Map<String, List<MigrationRow>> history = rows.stream().collect(Collectors.groupingBy(MigrationRow::name));
        Map<String, Migration> wanted =
                release.stream().collect(Collectors.toMap(Migration::name, Function.identity()));
        return Stream.concat(history.keySet().stream(), wanted.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(name -> of(name, history.getOrDefault(name, List.of()), wanted.get(name)))
                .toList();
    }

    private static MigrationState of(String name, List<MigrationRow> rows, @Nullable Migration wanted) {
        return new MigrationState(name, kind(rows, wanted), wanted != null);
    }

    private static Kind kind(List<MigrationRow> rows, @Nullable Migration wanted) {
        // One that was rolled back and applied again has both rows.
        List<MigrationRow> standing = rows.stream()
                .filter(row -> row.state() != MigrationRow.State.ROLLED_BACK)
                .toList();
        if (standing.isEmpty()) {
            return rows.isEmpty() ? Kind.PENDING : Kind.ROLLED_BACK;
        }
        if (!standing.stream().allMatch(MigrationRow::applied)) {
            return Kind.FAILED;
        }
        if (wanted == null) {
            return Kind.UNKNOWN;
        }
        if (!standing.stream().allMatch(row -> wanted.hasChecksum(row.checksum()))) {
            return Kind.EDITED;
        }
        return standing.size() == 1 ? Kind.APPLIED : Kind.TWICE;
    }

    /** Nothing has to be done about it for the release to run. */
    public boolean asReleased() {
        return kind == Kind.APPLIED || (kind == Kind.ROLLED_BACK && !inRelease);
    }

    /** As in a sentence. */
    public String sentence() {
        return "'%s': %s".formatted(name, kind.words());
    }
}
