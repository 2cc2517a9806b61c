package io.backout.target;

import io.backout.target.Release.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was seen of each release: verified (healthy) or bad (a rollback left it and was verified). */
@Component
public class ReleaseVerdicts {
    private final JdbcClient jdbc;
    private final Clock clock;

    public ReleaseVerdicts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A verdict and when it was given. */
    public record Given(Verdict verdict, Instant at) {}

    public Map<String, Given> of(String target) {
        return jdbc
                .sql("select commit_id, verdict, given_at from release_verdict where target = ?")
                .param(target)
                .query((row, n) -> Map.entry(
                        row.getString(1),
                        new Given(Verdict.valueOf(row.getString(2)), Instant.ofEpochMilli(row.getLong(3)))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Records that the release was seen healthy; a release once marked bad stays bad. */
    @Transactional
    public void markVerified(String target, String commit, String by) {
        Given known = of(target).get(commit);
        if (known == null || known.verdict() != Verdict.BAD) {
            give(target, commit, Verdict.VERIFIED, by);
        }
    }

    /** Records that a rollback went back from this release and was verified. */
    @Transactional
    public void markBad(String target, String commit, String by) {
        give(target, commit, Verdict.BAD, by);
    }

    /** Records that a rollback to this release was verified, whatever was thought of it before. */
    @Transactional
    public void markGoneBackTo(String target, String commit, String by) {
        give(target, commit, Verdict.VERIFIED, by);
    }

    private void give(String target, String commit, Verdict verdict, String by) {
        jdbc.sql("delete from release_verdict where target = ? and commit_id = ?")
                .params(target, commit)
                .update();
        jdbc.sql("insert into release_verdict (target, commit_id, verdict, given_at, given_by) values (?, ?, ?, ?, ?)")
                .params(target, commit, verdict.name(), clock.millis(), by)
                .update();
    }
}
