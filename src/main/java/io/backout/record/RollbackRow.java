package io.backout.record;

import io.backout.record.CommandRequest.Kind;
import io.backout.record.Report.FreeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a row of table rollback. */
final class RollbackRow {
    /** All but the documents, which may be long and which hardly anybody asks for. */
    static final String SELECT =
            "select id, target, request_id, state, level, symptoms, impact, reason, reported_by, reported_at,"
                    + " named_level, named_release, named_backup, undoes, stops_writing, decided_level, release_to, backup,"
                    + " decided_by, decision_reason, not_repaired_because, plan_id, command, command_by, command_reason,"
                    + " message, ended_at from rollback";

    private RollbackRow() {}

    static Rollback read(ResultSet row, int number) throws SQLException {
        return new Rollback(
                row.getString("id"),
                report(row),
                row.getString("reported_by"),
                Instant.ofEpochMilli(row.getLong("reported_at")),
                RollbackState.valueOf(row.getString("state")),
                row.getInt("level"),
                decision(row),
                Optional.ofNullable(row.getString("plan_id")),
                command(row),
                orEmpty(row.getString("message")),
                Optional.ofNullable(row.getObject("ended_at", Long.class)).map(Instant::ofEpochMilli));
    }

    private static Report report(ResultSet row) throws SQLException {
        String symptoms = row.getString("symptoms");
        List<Symptom> list = symptoms.isEmpty()
                ? List.of()
                : Arrays.stream(symptoms.split(",")).map(Symptom::valueOf).toList();
        return new Report(
                row.getString("target"),
                list,
                new FreeText(row.getString("reason"), row.getString("impact")),
                orEmpty(row.getString("request_id")),
                Optional.ofNullable(row.getObject("named_level", Integer.class))
                        .map(level -> choice(row, level, "named_release", "named_backup")));
    }

    private static Choice choice(ResultSet row, int level, String release, String backup) {
        try {
            return new Choice(
                    level,
                    Optional.ofNullable(row.getString(release)),
                    Optional.ofNullable(row.getString(backup)),
                    row.getBoolean("stops_writing"),
                    Optional.ofNullable(row.getString("undoes")));
        } catch (SQLException e) {
            throw new IllegalStateException("a rollback's row could not be read", e);
        }
    }

    private static Optional<Decision> decision(ResultSet row) throws SQLException {
        String by = row.getString("decided_by");
        if (by == null) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                choice(row, row.getInt("decided_level"), "release_to", "backup"),
                row.getString("decision_reason"),
                row.getString("not_repaired_because"),
                by));
    }

    private static Optional<CommandRequest> command(ResultSet row) throws SQLException {
        String kind = row.getString("command");
        return kind == null
                ? Optional.empty()
                : Optional.of(new CommandRequest(
                        Kind.valueOf(kind), row.getString("command_by"), orEmpty(row.getString("command_reason"))));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
