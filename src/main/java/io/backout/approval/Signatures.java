package io.backout.approval;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which duties signed or refused which plan; an answer is for one plan hash. */
@Component
public class Signatures {
    private final JdbcClient jdbc;
    private final Clock clock;

    public Signatures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void sign(String planId, String planHash, Duty duty, String person, String comment) {
        answer(planId, planHash, duty, person, Answer.APPROVE, comment);
    }

    public void refuse(String planId, String planHash, Duty duty, String person, String comment) {
        answer(planId, planHash, duty, person, Answer.REFUSE, comment);
    }

    private void answer(String planId, String planHash, Duty duty, String person, String decision, String comment) {
        jdbc.sql("insert into approval (id, plan_id, plan_hash, duty, signed_by, decision, comment, signed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID().toString(),
                        planId,
                        planHash,
                        duty.id(),
                        person,
                        decision,
                        comment,
                        clock.millis())
                .update();
    }

    /** In the order in which they were given. */
    public List<Answer> of(String planId) {
        return jdbc.sql("select duty, signed_by, decision, comment from approval where plan_id = ? order by signed_at")
                .param(planId)
                .query(Answer.class)
                .list();
    }

    /** The duties whose signature under exactly this hash is still missing; none may sign where one refused. */
    public List<Duty> missing(String planId, String planHash, List<Duty> required) {
        List<String> signed = jdbc.sql(
                        "select duty from approval where plan_id = ? and plan_hash = ? and decision = 'APPROVE'"
                                + " and not exists (select 1 from approval refused where refused.plan_id = approval.plan_id"
                                + " and refused.decision = 'REFUSE')")
                .params(planId, planHash)
                .query(String.class)
                .list();
        return required.stream().filter(duty -> !signed.contains(duty.id())).toList();
    }

    /** How many different people signed under exactly this hash. */
    public int people(String planId, String planHash) {
        return jdbc.sql(
                        "select count(distinct signed_by) from approval where plan_id = ? and plan_hash = ? and decision = 'APPROVE'")
                .params(planId, planHash)
                .query(Integer.class)
                .single();
    }
}
