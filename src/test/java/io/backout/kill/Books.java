package io.backout.kill;

import io.backout.record.Sha256;
import io.backout.sample.EngineSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ledger and record as they stand in Backout's database, read without Backout once it has ended. */
record Books(List<Attempt> attempts, List<Entry> entries, String head) {
    /** @param ended 0 where nobody wrote an end; times in milliseconds */
    record Attempt(
            String id,
            String rollback,
            String plan,
            String step,
            int number,
            String state,
            long started,
            long ended,
            String answers) {
        /** "takeSnapshot" is "Take snapshot" in every sentence. */
        String label() {
            String words = step.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }

    record Entry(
            long seq,
            String rollback,
            long at,
            String actor,
            String action,
            String sentence,
            String previous,
            String hash) {
        String computedHash() {
            return Sha256.of(String.join(
                    "\n", String.valueOf(seq), rollback, String.valueOf(at), actor, action, sentence, previous));
        }
    }

    /** Those in a file of Backout's own. */
    static Books in(Path dataDirectory) {
        return in("jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(dataDirectory.resolve("backout")), "sa", "");
    }

    static Books in(EngineSchema schema) {
        return in(schema.url(), schema.user(), schema.password());
    }

    private static Books in(String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            return new Books(
                    rows(connection, "select * from step_run order by started_at, attempt", Books::attempt),
                    rows(connection, "select * from record_entry order by seq", Books::entry),
                    rows(connection, "select hash from record_head", row -> row.getString(1))
                            .get(0));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Books of(String rollback) {
        return new Books(
                attempts.stream().filter(run -> run.rollback().equals(rollback)).toList(),
                entries.stream()
                        .filter(entry -> entry.rollback().equals(rollback))
                        .toList(),
                head);
    }

    /** The attempt after this one at the same step of the same plan. */
    Optional<Attempt> next(Attempt attempt) {
        return attempts.stream()
                .filter(other -> other.plan().equals(attempt.plan())
                        && other.step().equals(attempt.step())
                        && other.number() == attempt.number() + 1)
                .findFirst();
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getString("id"),
                row.getString("rollback_id"),
                row.getString("plan_id"),
                row.getString("step"),
                row.getInt("attempt"),
                row.getString("state"),
                row.getLong("started_at"),
                row.getLong("ended_at"),
                row.getString("answers"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getString("rollback_id"),
                row.getLong("at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("sentence"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection connection, String sql, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }
}
