package io.backout.record;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who wants which stuck step skipped, and what the second person said; written in the engine's transactions. */
@Component
public class SkipRequests {
    private final JdbcClient jdbc;
    private final Clock clock;

    public SkipRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void ask(SkipRequest request) {
        jdbc.sql("insert into skip_request (instance_id, rollback_id, step_run_id, requested_by, requested_at, reason)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        request.instanceId(),
                        request.rollbackId(),
                        request.stepRunId(),
                        request.requestedBy(),
                        clock.millis(),
                        request.reason())
                .update();
    }

    public Optional<SkipRequest> find(String instanceId) {
        return jdbc.sql("select instance_id, rollback_id, step_run_id, requested_by, reason from skip_request"
                        + " where instance_id = ?")
                .param(instanceId)
                .query(SkipRequest.class)
                .optional();
    }

    /** The database itself refuses the person who asked. */
    public void answer(String instanceId, String decision, String by, String comment) {
        jdbc.sql("update skip_request set decision = ?, decided_by = ?, decided_at = ?, comment = ?"
                        + " where instance_id = ? and decision is null")
                .params(decision, by, clock.millis(), comment, instanceId)
                .update();
    }
}
