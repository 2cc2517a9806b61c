package io.backout.approval;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which duties signed which plan; a signature is for one plan hash. */
@Component
public class Signatures {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Signatures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void sign(String planId, String planHash, Duty duty, String person, String comment) {
        jdbc.sql("insert into approval (id, plan_id, plan_hash, duty, signed_by, decision, comment, signed_at)"
                        + " values (?, ?, ?, ?, ?, 'APPROVE', ?, ?)")
                .params(UUID.randomUUID().toString(), planId, planHash, duty.id(), person, comment, clock.millis())
                .update();
    }

    /** The duties whose signature under exactly this hash is still missing. */
    public List<Duty> missing(String planId, String planHash, List<Duty> required) {
        List<String> signed = jdbc.sql(
                        "select duty from approval where plan_id = ? and plan_hash = ? and decision = 'APPROVE'")
                .params(planId, planHash)
                .query(String.class)
                .list();
        return required.stream()
                .filter(duty -> !signed.contains(duty.id()))
                .toList();
    }
}
