package io.backout.process;

import io.backout.record.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The engine's accounts as they were when a problem was reported. Whoever made or changed one since then, or put it into
 * a group, cannot sign with it: in the worst hour nobody looks at who became a DBA a minute ago.
 */
@Component
public class AccountsAtReport {
    private static final String USERS =
            "select ID_ as id, coalesce(FIRST_, '') as first_name, coalesce(LAST_, '') as last_name,"
                    + " coalesce(EMAIL_, '') as email, coalesce(PWD_, '') as pwd, coalesce(SALT_, '') as salt from ACT_ID_USER";
    private static final String GROUPS =
            "select GROUP_ID_ from ACT_ID_MEMBERSHIP where USER_ID_ = ? order by GROUP_ID_";

    private final JdbcClient jdbc;

    public AccountsAtReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Account(String id, String firstName, String lastName, String email, String pwd, String salt) {}

    public void remember(String rollbackId) {
        fingerprints().forEach((user, fingerprint) -> jdbc.sql(
                        "insert into account_at_report (rollback_id, user_id, fingerprint) values (?, ?, ?)")
                .params(rollbackId, user, fingerprint)
                .update());
    }

    /** True when the account was there at the report, with the same password, name and groups. */
    public boolean unchanged(String rollbackId, String userId) {
        String then = jdbc.sql("select fingerprint from account_at_report where rollback_id = ? and user_id = ?")
                .params(rollbackId, userId)
                .query(String.class)
                .optional()
                .orElse(null);
        return then != null && Objects.equals(then, fingerprints().get(userId));
    }

    private Map<String, String> fingerprints() {
        Map<String, String> fingerprints = new TreeMap<>();
        for (Account account : jdbc.sql(USERS).query(Account.class).list()) {
            List<String> groups =
                    jdbc.sql(GROUPS).param(account.id()).query(String.class).list();
            fingerprints.put(account.id(), Sha256.of(account + " " + groups));
        }
        return fingerprints;
    }
}
