package io.backout.record;

import io.backout.record.CommandRequest.Kind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rollbacks' rows; they are written in the engine's transactions. */
@Component
public class Rollbacks {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final JdbcClient jdbc;
    private final Clock clock;

    public Rollbacks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Opens a rollback; its row is the target's lock.
     *
     * @throws ActiveRollbackException when the target already has one
     */
    public String open(Report report, String reportedBy, String instanceId) {
        findActive(report.target()).ifPresent(active -> {
            throw new ActiveRollbackException(active);
        });
        for (int attempt = 0; attempt < 10; attempt++) {
            String id = nextId();
            try {
                insert(id, report, reportedBy, instanceId);
                return id;
            } catch (DuplicateKeyException e) {
                findActive(report.target()).ifPresent(active -> {
                    throw new ActiveRollbackException(active);
                });
                requireNewRequest(report.requestId());
            }
        }
        throw new IllegalStateException("no free rollback id was found; nothing was started");
    }

    private void requireNewRequest(String requestId) {
        Optional<Rollback> known = requestId.isEmpty() ? Optional.empty() : findByRequest(requestId);
        known.ifPresent(earlier -> {
            throw new BadInputException(
                    "request '%s' was already answered by %s; nothing was started".formatted(requestId, earlier.id()),
                    "look at that rollback, or choose another 'requestId'.");
        });
    }

    private void insert(String id, Report report, String reportedBy, String instanceId) {
        jdbc.sql(
                        "insert into rollback (id, target, active_target, request_id, instance_id, state, symptoms, impact, reason,"
                                + " reported_by, reported_at, named_level, named_release, named_backup, undoes, decision_used)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)")
                .params(
                        id,
                        report.target(),
                        report.target(),
                        report.requestId().isEmpty() ? null : report.requestId(),
                        instanceId,
                        RollbackState.PREPARING.name(),
                        String.join(
                                ",", report.symptoms().stream().map(Enum::name).toList()),
                        report.texts().impact(),
                        report.texts().reason(),
                        reportedBy,
                        clock.millis(),
                        report.named().map(Choice::level).orElse(null),
                        report.named().flatMap(Choice::release).orElse(null),
                        report.named().flatMap(Choice::backup).orElse(null),
                        report.named().flatMap(Choice::undoes).orElse(null))
                .update();
    }

    private String nextId() {
        String prefix = "RB-" + DAY.format(clock.instant()) + "-";
        // As a range, because H2 finds no index for a parameter of LIKE.
        int used = jdbc.sql(
                        "select id from rollback where id between ? and ? order by length(id) desc, id desc limit 1")
                .params(prefix, prefix + "9".repeat(9))
                .query(String.class)
                .optional()
                .map(id -> Integer.parseInt(id.substring(prefix.length())))
                .orElse(0);
        return prefix + "%03d".formatted(used + 1);
    }

    public Optional<Rollback> find(String id) {
        return jdbc.sql(RollbackRow.SELECT + " where id = ?")
                .param(id)
                .query(RollbackRow::read)
                .optional();
    }

    /** @throws UnknownRollbackException when there is none */
    public Rollback require(String id) {
        return find(id).orElseThrow(() -> new UnknownRollbackException(id));
    }

    public Optional<Rollback> findActive(String target) {
        return jdbc.sql(RollbackRow.SELECT + " where active_target = ?")
                .param(target)
                .query(RollbackRow::read)
                .optional();
    }

    public Optional<Rollback> findByRequest(String requestId) {
        return jdbc.sql(RollbackRow.SELECT + " where request_id = ?")
                .param(requestId)
                .query(RollbackRow::read)
                .optional();
    }

    /** The newest first. */
    public List<Rollback> newest(int limit) {
        return jdbc.sql(RollbackRow.SELECT + " order by reported_at desc, id desc limit ?")
                .param(limit)
                .query(RollbackRow::read)
                .list();
    }

    public void moveTo(String id, RollbackState state) {
        jdbc.sql("update rollback set state = ? where id = ?")
                .params(state.name(), id)
                .update();
    }

    public void say(String id, String message) {
        jdbc.sql("update rollback set message = ? where id = ?")
                .params(message, id)
                .update();
    }

    /** A new decision starts with a clean slate: requests made for the level before it are over. */
    public void decide(String id, Decision decision) {
        jdbc.sql(
                        "update rollback set state = ?, level = ?, decided_level = ?, release_to = ?, backup = ?, stops_writing = ?,"
                                + " decision_reason = ?, not_repaired_because = ?,"
                                + " decided_by = ?, decided_at = ?, decision_used = false, message = '', command = null, command_by = null, command_reason = null"
                                + " where id = ?")
                .params(
                        RollbackState.PREPARING.name(),
                        decision.level(),
                        decision.level(),
                        decision.choice().release().orElse(null),
                        decision.choice().backup().orElse(null),
                        decision.choice().stopsWriting(),
                        decision.reason(),
                        decision.notRepairedBecause(),
                        decision.by(),
                        clock.millis(),
                        id)
                .update();
    }

    /** True once for each decision: the plan drafted right after it may carry its signature, and no later one. */
    public boolean useDecision(String id) {
        return jdbc.sql("update rollback set decision_used = true where id = ? and decision_used = false")
                        .param(id)
                        .update()
                == 1;
    }

    /** True when the rollback was started by this process instance of the engine. */
    public boolean belongsTo(String id, String instanceId) {
        return jdbc.sql("select count(*) from rollback where id = ? and instance_id = ?")
                        .params(id, instanceId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** The request to climb is fulfilled; one to stop stays. */
    public void escalate(String id, int level) {
        jdbc.sql("update rollback set level = ? where id = ?").params(level, id).update();
        jdbc.sql("update rollback set command = null, command_by = null, command_reason = null"
                        + " where id = ? and command = 'CLIMB'")
                .param(id)
                .update();
    }

    public void plan(String id, String planId) {
        jdbc.sql("update rollback set plan_id = ? where id = ?")
                .params(planId, id)
                .update();
    }

    public void request(String id, Kind kind, String by, String reason) {
        jdbc.sql("update rollback set command = ?, command_by = ?, command_reason = ? where id = ?")
                .params(kind.name(), by, reason, id)
                .update();
    }

    public void saveEvidence(String id, String json) {
        jdbc.sql("update rollback set evidence = ? where id = ?")
                .params(json, id)
                .update();
    }

    public Optional<String> findEvidence(String id) {
        return document(id, "evidence");
    }

    public void saveRecommendation(String id, String json) {
        jdbc.sql("update rollback set recommendation = ? where id = ?")
                .params(json, id)
                .update();
    }

    public Optional<String> findRecommendation(String id) {
        return document(id, "recommendation");
    }

    /** Ends the rollback and frees the target's lock. */
    public void end(String id, RollbackState state) {
        jdbc.sql("update rollback set state = ?, active_target = null, ended_at = ? where id = ? and ended_at is null")
                .params(state.name(), clock.millis(), id)
                .update();
    }

    private Optional<String> document(String id, String column) {
        return jdbc.sql("select " + column + " from rollback where id = ? and " + column + " is not null")
                .param(id)
                .query(String.class)
                .optional();
    }
}
