package io.backout.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Who did what, why and when: append-only, each entry hashed together with the one before it. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class RollbackRecord {
    /** The actor of what Backout does by itself. */
    public static final String BACKOUT = "backout";

    private static final Logger LOG = LoggerFactory.getLogger(RollbackRecord.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    public RollbackRecord(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Appends a sentence in a transaction of its own, so that refused attempts are kept too; the log gets it as well. */
    public void note(String rollbackId, String actor, String action, String sentence) {
        append(rollbackId, actor, action, sentence);
    }

    /**
     * The same with what it speaks of: the sentence is the last thing that the caller's transaction writes, and stands there
     * if and only if that is committed.
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public void noteIfCommitted(String rollbackId, String actor, String action, String sentence) {
        // Last, because until then nobody else could note anything: each entry waits for the one before it.
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                append(rollbackId, actor, action, sentence);
            }
        });
    }

    private void append(String rollbackId, String actor, String action, String sentence) {
        Head head = head(" for update");
        RecordEntry open = new RecordEntry(
                head.seq() + 1,
                rollbackId,
                Instant.ofEpochMilli(clock.millis()),
                actor,
                action,
                sentence,
                head.hash(),
                "");
        String hash = open.computedHash();
        jdbc.sql("insert into record_entry (seq, rollback_id, at, actor, action, sentence, previous_hash, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(open.seq(), rollbackId, open.at().toEpochMilli(), actor, action, sentence, head.hash(), hash)
                .update();
        jdbc.sql("update record_head set seq = ?, hash = ? where id = 1")
                .params(open.seq(), hash)
                .update();
        LOG.info("{} {}: {}", rollbackId, actor, sentence);
    }

    public List<RecordEntry> of(String rollbackId) {
        return jdbc.sql("select * from record_entry where rollback_id = ? order by seq")
                .param(rollbackId)
                .query(RollbackRecord::read)
                .list();
    }

    /** The first thing that is wrong with the chain; empty when every entry is as it was written. */
    public Optional<String> findBreak() {
        String previous = "0".repeat(64);
        long seq = 0;
        for (RecordEntry entry : jdbc.sql("select * from record_entry order by seq")
                .query(RollbackRecord::read)
                .list()) {
            seq++;
            if (entry.seq() != seq) {
                return Optional.of("entry %d is missing".formatted(seq));
            }
            if (!entry.previousHash().equals(previous) || !entry.hash().equals(entry.computedHash())) {
                return Optional.of("entry %d was altered".formatted(seq));
            }
            previous = entry.hash();
        }
        Head head = head("");
        return head.seq() == seq && head.hash().equals(previous)
                ? Optional.empty()
                : Optional.of("entries after %d are missing".formatted(seq));
    }

    /** By hand, because no mapper makes a time of milliseconds. */
    private static RecordEntry read(ResultSet row, int number) throws SQLException {
        return new RecordEntry(
                row.getLong("seq"),
                row.getString("rollback_id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("actor"),
                row.getString("action"),
                row.getString("sentence"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private record Head(long seq, String hash) {}

    private Head head(String lock) {
        return jdbc.sql("select seq, hash from record_head where id = 1" + lock)
                .query(Head.class)
                .single();
    }
}
