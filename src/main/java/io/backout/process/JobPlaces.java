package io.backout.process;

import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where rollbacks stand in the engine's jobs. */
final class JobPlaces {
    private final JdbcClient jdbc;
    private final String owner;

    JobPlaces(JdbcClient jdbc, String owner) {
        this.jdbc = jdbc;
        this.owner = owner;
    }

    /** Rollbacks of which this node holds a job: a step that runs, or one that waits for a thread. */
    Set<String> held() {
        return Set.copyOf(jdbc.sql("select distinct e.BUSINESS_KEY_ from ACT_RU_JOB j join ACT_RU_EXECUTION e"
                        + " on e.ID_ = j.PROCESS_INSTANCE_ID_ where j.LOCK_OWNER_ = ? and e.BUSINESS_KEY_ is not null")
                .param(owner)
                .query(String.class)
                .list());
    }

    /** A step at which a job stands. @param done the job stands behind it */
    record Place(String id, boolean done) {}

    /** Where a rollback goes on by itself; empty when it waits for a person, or is over. */
    Optional<Place> findStep(String rollbackId) {
        return jdbc
                .sql("select d.ACT_ID_, d.JOB_CONFIGURATION_ from ACT_RU_JOB j"
                        + " join ACT_RU_EXECUTION e on e.ID_ = j.PROCESS_INSTANCE_ID_"
                        + " join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_"
                        + " where e.BUSINESS_KEY_ = ? and j.TYPE_ = 'message' and j.RETRIES_ > 0"
                        + " and d.ACT_ID_ like 'serviceTask%'")
                .param(rollbackId)
                .query((row, n) -> new Place(
                        row.getString(1).substring(row.getString(1).indexOf('_') + 1),
                        "async-after".equals(row.getString(2))))
                .list()
                .stream()
                .findFirst();
    }
}
