package io.backout.approval;

import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questions that were put to the duties: which task asks whom to sign what. */
@Component
public class ApprovalRequests {
    private final JdbcClient jdbc;
    private final Clock clock;

    public ApprovalRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void ask(ApprovalRequest request) {
        jdbc.sql("insert into approval_request (task_id, rollback_id, plan_id, plan_hash, duty, requested_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        request.taskId(),
                        request.rollbackId(),
                        request.planId(),
                        request.planHash(),
                        request.duty(),
                        clock.millis())
                .update();
    }

    public Optional<ApprovalRequest> find(String taskId) {
        return jdbc.sql("select task_id, rollback_id, plan_id, plan_hash, duty from approval_request where task_id = ?")
                .param(taskId)
                .query(ApprovalRequest.class)
                .optional();
    }
}
