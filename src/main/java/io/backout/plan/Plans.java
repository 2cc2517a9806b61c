package io.backout.plan;

import io.backout.record.Json;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The drafted plans; a plan is never changed, only drafted anew. */
@Component
public class Plans {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Plans(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A stored plan; {@code hash} is what was offered for signature. */
    public record Stored(String id, String hash, Plan plan) {}

    public Stored save(String rollbackId, Plan plan) {
        Stored stored = new Stored(UUID.randomUUID().toString(), plan.hash(), plan);
        jdbc.sql("insert into plan (id, rollback_id, level, hash, feasible, document, drafted_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        stored.id(),
                        rollbackId,
                        plan.level(),
                        stored.hash(),
                        plan.feasible(),
                        Json.write(plan),
                        clock.millis())
                .update();
        return stored;
    }

    /** A person looked whether business works on the release that the plan went back to. */
    public void confirmBusiness(String planId, boolean works) {
        jdbc.sql("update plan set business_works = ? where id = ?")
                .params(works, planId)
                .update();
    }

    /** True when a person said so. */
    public boolean businessWorks(String planId) {
        return jdbc.sql("select count(*) from plan where id = ? and business_works = true")
                        .param(planId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    public Optional<Stored> find(String planId) {
        return jdbc.sql("select id, hash, document from plan where id = ?")
                .param(planId)
                .query((row, n) ->
                        new Stored(row.getString(1), row.getString(2), Json.read(row.getString(3), Plan.class)))
                .optional();
    }

    /** What was checked out when the rollback's first plan was drafted. */
    public Optional<String> releaseLeft(String rollbackId) {
        return jdbc.sql("select document from plan where rollback_id = ? order by drafted_at, id limit 1")
                .param(rollbackId)
                .query(String.class)
                .optional()
                .map(document -> Json.read(document, Plan.class).route().from());
    }

    public Stored require(String planId) {
        return find(planId).orElseThrow(() -> new IllegalStateException("plan '" + planId + "' does not exist"));
    }
}
