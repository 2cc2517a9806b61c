package io.backout.approval;

import java.time.Clock;
import java.util.List;
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

    /** One question. @param planHash the signature is for exactly this plan */
    public record Request(String taskId, String rollbackId, String planId, String planHash, String duty) {
        public Duty asked() {
            return Duty.find(duty).orElseThrow();
        }
    }

    public void ask(Request request) {
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

    public Optional<Request> find(String taskId) {
        return jdbc.sql("select task_id, rollback_id, plan_id, plan_hash, duty from approval_request where task_id = ?")
                .param(taskId)
                .query(Request.class)
                .optional();
    }

    /** Every question about a plan, also answered ones. */
    public List<Request> ofPlan(String planId) {
        return jdbc.sql("select task_id, rollback_id, plan_id, plan_hash, duty from approval_request where plan_id = ?")
                .param(planId)
                .query(Request.class)
                .list();
    }
}
