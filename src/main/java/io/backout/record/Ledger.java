package io.backout.record;

import com.fasterxml.jackson.core.type.TypeReference;
import io.backout.record.StepRun.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which steps were started and how they ended. Written in transactions of its own, so that it survives whatever
 * happens to the engine's; it alone decides whether a command may run again. It is read in whatever transaction there is:
 * each statement sees what was committed last.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class Ledger {
    private final JdbcClient jdbc;
    private final RollbackRecord record;
    private final Clock clock;

    public Ledger(JdbcClient jdbc, RollbackRecord record, Clock clock) {
        this.jdbc = jdbc;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Notes that an attempt starts; must return before its command does.
     *
     * @param attempt the one after the last attempt that the caller looked at
     * @throws org.springframework.dao.DuplicateKeyException when another node noted the same attempt
     */
    public StepRun start(String rollbackId, String planId, String step, int attempt, String node) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into step_run (id, rollback_id, plan_id, step, attempt, node, state, started_at, message,"
                        + " output, answers, may_run_again, node_name) values (?, ?, ?, ?, ?, ?, ?, ?, '', '', '{}', false,"
                        // An incarnation is forgotten when its node starts again.
                        + " coalesce((select name from node where incarnation = ?), ''))")
                .params(id, rollbackId, planId, step, attempt, node, State.STARTED.name(), clock.millis(), node)
                .update();
        return find(id).orElseThrow();
    }

    /** Notes how an attempt ended. */
    public void end(String id, State state, String message, String output, Map<String, Object> answers) {
        jdbc.sql("update step_run set state = ?, ended_at = ?, message = ?, output = ?, answers = ? where id = ?")
                .params(state.name(), clock.millis(), message, output, Json.write(answers), id)
                .update();
    }

    /** Notes how an attempt ended, and on the rollback's record what that means: both or neither. */
    public void endOnRecord(
            StepRun run, State state, String message, String output, Map<String, Object> answers, String sentence) {
        end(run.id(), state, message, output, answers);
        record.noteIfCommitted(run.rollbackId(), RollbackRecord.BACKOUT, "STEP", sentence);
    }

    /** Notes that a probe or a person found an attempt without effect: the step may run again. */
    public void allowAgain(String id, String message) {
        jdbc.sql("update step_run set state = 'FAILED', ended_at = coalesce(ended_at, ?), message = ?,"
                        + " may_run_again = true where id = ?")
                .params(clock.millis(), message, id)
                .update();
    }

    /**
     * Notes, as one more attempt, that people leave a step out; the failed one stays as it was.
     *
     * @throws org.springframework.dao.DuplicateKeyException when somebody retried it in the same moment
     */
    public void skip(StepRun failed, String message) {
        StepRun skipped =
                start(failed.rollbackId(), failed.planId(), failed.step(), failed.attempt() + 1, failed.node());
        end(skipped.id(), State.SKIPPED, message, "", Map.of());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<StepRun> findLast(String planId, String step) {
        return jdbc.sql("select * from step_run where plan_id = ? and step = ? order by attempt desc limit 1")
                .params(planId, step)
                .query(Ledger::read)
                .optional();
    }

    /** How the last attempt of each step of a plan that was tried at all stands; without its output, which may be long. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, State> lastStates(String planId) {
        Map<String, State> last = new HashMap<>();
        jdbc.sql("select step, state from step_run where plan_id = ? order by attempt")
                .param(planId)
                .query(row -> {
                    last.put(row.getString(1), State.valueOf(row.getString(2)));
                });
        return last;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<StepRun> find(String id) {
        return jdbc.sql("select * from step_run where id = ?")
                .param(id)
                .query(Ledger::read)
                .optional();
    }

    /** In the order in which they were started. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<StepRun> of(String rollbackId) {
        return jdbc.sql("select * from step_run where rollback_id = ? order by started_at, attempt")
                .param(rollbackId)
                .query(Ledger::read)
                .list();
    }

    /** Mean seconds of the last ten successes of a step on a target, among its last hundred rollbacks. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public OptionalDouble meanSeconds(String target, String step) {
        return jdbc
                .sql("select s.ended_at - s.started_at from"
                        + " (select id from rollback where target = ? order by reported_at desc limit 100) r"
                        + " join step_run s on s.rollback_id = r.id"
                        + " where s.step = ? and s.state = 'SUCCEEDED' order by s.ended_at desc limit 10")
                .params(target, step)
                .query(Long.class)
                .list()
                .stream()
                .mapToDouble(millis -> millis / 1000.0)
                .average();
    }

    private static StepRun read(ResultSet row, int number) throws SQLException {
        return new StepRun(
                row.getString("id"),
                row.getString("rollback_id"),
                row.getString("plan_id"),
                row.getString("step"),
                row.getInt("attempt"),
                row.getString("node"),
                row.getString("node_name"),
                State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Optional.ofNullable(row.getObject("ended_at", Long.class)).map(Instant::ofEpochMilli),
                row.getString("message"),
                row.getString("output"),
                Json.read(row.getString("answers"), new TypeReference<Map<String, Object>>() {}),
                row.getBoolean("may_run_again"));
    }
}
