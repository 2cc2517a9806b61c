package io.backout.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests to drop what was put away, and their answers; written in the engine's transactions. */
@Component
public class CleanUps {
    private final JdbcClient jdbc;
    private final Clock clock;

    public CleanUps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Two that come at once get the same id, so one of them fails. @return the id */
    public String ask(String rollbackId, String instanceId, String schema, long rows, String by, String reason) {
        String id = "%s-C%d".formatted(rollbackId, of(rollbackId).size() + 1);
        jdbc.sql("insert into clean_up (id, rollback_id, instance_id, schema_name, put_away_rows, requested_by,"
                        + " requested_at, reason) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(id, rollbackId, instanceId, schema, rows, by, clock.millis(), reason)
                .update();
        return id;
    }

    public Optional<CleanUp> findByInstance(String instanceId) {
        return jdbc.sql("select * from clean_up where instance_id = ?")
                .param(instanceId)
                .query(CleanUps::read)
                .optional();
    }

    /** Of one rollback, the oldest first. */
    public List<CleanUp> of(String rollbackId) {
        return jdbc.sql("select * from clean_up where rollback_id = ? order by requested_at, id")
                .param(rollbackId)
                .query(CleanUps::read)
                .list();
    }

    /** @throws BadInputException when it was answered already */
    public void answer(CleanUp cleanUp, String decision, String by, String comment) {
        int answered = jdbc.sql("update clean_up set decision = ?, decided_by = ?, decided_at = ?, comment = ?"
                        + " where id = ? and decision is null")
                .params(decision, by, clock.millis(), comment, cleanUp.id())
                .update();
        if (answered == 0) {
            throw new BadInputException(
                    "the clean-up of '%s' was answered already; nothing was changed".formatted(cleanUp.schema()),
                    "look at the record of %s.".formatted(cleanUp.rollbackId()));
        }
    }

    /** True once for each clean-up. */
    public boolean dropped(String id) {
        return jdbc.sql("update clean_up set dropped_at = ? where id = ? and dropped_at is null")
                        .params(clock.millis(), id)
                        .update()
                == 1;
    }

    private static CleanUp read(ResultSet row, int number) throws SQLException {
        return new CleanUp(
                row.getString("id"),
                row.getString("rollback_id"),
                row.getString("schema_name"),
                row.getLong("put_away_rows"),
                row.getString("requested_by"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("decision")),
                row.getObject("dropped_at") != null);
    }
}
