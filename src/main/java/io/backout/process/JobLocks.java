package io.backout.process;

import java.sql.Timestamp;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The locks of this node on the engine's jobs. */
final class JobLocks {
    private final JdbcClient jdbc;
    private final String owner;

    JobLocks(JdbcClient jdbc, String owner) {
        this.jdbc = jdbc;
        this.owner = owner;
    }

    void renew(List<String> executions, long until) {
        if (!executions.isEmpty()) {
            jdbc.sql(
                            "update ACT_RU_JOB set LOCK_EXP_TIME_ = :until where EXECUTION_ID_ in (:held) and LOCK_OWNER_ = :owner")
                    .param("until", new Timestamp(until))
                    .param("held", executions)
                    .param("owner", owner)
                    .update();
        }
    }

    /**
     * Gives the running job back. The lock that the engine finds is no longer the one that it loaded, so it counts no
     * failure: nothing failed, and no retry is lost.
     */
    void free() {
        CommandContext context = Context.getCommandContext();
        JobEntity job = context == null ? null : context.getCurrentJob();
        if (job != null) {
            jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = ? where ID_ = ? and LOCK_OWNER_ = ?")
                    .params(new Timestamp(0), job.getId(), owner)
                    .update();
        }
    }

    /**
     * Tells the engine which lock the running job has by now. The engine counts a failure only when the lock is still
     * the one that it loaded; otherwise it believes that somebody else runs the job, and nobody would ever hear of it.
     */
    void tellEngine() {
        CommandContext context = Context.getCommandContext();
        JobEntity job = context == null ? null : context.getCurrentJob();
        if (job != null) {
            jdbc.sql("select LOCK_EXP_TIME_ from ACT_RU_JOB where ID_ = ? and LOCK_OWNER_ = ?")
                    .params(job.getId(), owner)
                    .query(Timestamp.class)
                    .optional()
                    .ifPresent(until -> job.setLockExpirationTime(new Date(until.getTime())));
        }
    }
}
