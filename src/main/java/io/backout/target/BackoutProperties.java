package io.backout.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything a user may write under {@code backout:}; a key that is not here stops the start.
 *
 * @param nodeName stable name of this server; null takes the first free one on the data directory
 * @param duties duty to group id
 * @param auditRetention how long the engine keeps the history of a rollback that has ended
 * @param engineRest whether the engine's own REST is served, too
 */
@ConfigurationProperties(prefix = "backout", ignoreUnknownFields = false)
public record BackoutProperties(
        @DefaultValue("en") String locale,
        @DefaultValue("./data") Path dataDirectory,
        @Nullable String nodeName,
        @Nullable String adminPassword,
        @DefaultValue List<User> users,
        @DefaultValue Map<String, String> duties,
        @DefaultValue Approvals approvals,
        @DefaultValue("190d") Duration auditRetention,
        @DefaultValue("false") boolean engineRest,
        @DefaultValue Map<String, TargetProperties> targets) {
    /** Six months, and a few days to look at them. */
    private static final int LEAST_DAYS = 190;

    public BackoutProperties {
        Require.that(locale.equals("en"), "backout.locale", locale, "'en' ('zh-CN' comes later)");
        Require.that(
                nodeName == null || nodeName.matches("[A-Za-z0-9-]{1,64}"),
                "backout.node-name",
                String.valueOf(nodeName),
                "letters, digits and '-'");
        Require.that(
                auditRetention.toDays() >= LEAST_DAYS
                        && auditRetention.equals(Duration.ofDays(auditRetention.toDays())),
                "backout.audit-retention",
                "%sd".formatted(auditRetention.toSeconds() / 86_400.0),
                "whole days, at least 190d: an audit looks back six months");
    }

    /**
     * How long signatures may take before somebody is told. A time-out never approves.
     *
     * @param remindAfter the duties that have not answered
     * @param pageAfter the next group
     */
    public record Approvals(
            @DefaultValue("5m") Duration remindAfter,
            @DefaultValue("15m") Duration pageAfter) {
        public Approvals {
            Require.that(
                    !remindAfter.isNegative() && pageAfter.compareTo(remindAfter) >= 0,
                    "backout.approvals",
                    "remind-after %s, page-after %s".formatted(remindAfter, pageAfter),
                    "times from now on, the page not before the reminder");
        }
    }

    /** A user that is created when absent. */
    public record User(
            String id, String password, @DefaultValue List<String> groups) {
        public User {
            Require.that(id.matches("[A-Za-z0-9]{1,64}"), "backout.users.id", id, "letters and digits");
            Require.that(!password.isBlank(), "backout.users.password", "", "a password for user '" + id + "'");
            for (String group : groups) {
                Require.that(group.matches("[A-Za-z0-9]+"), "backout.users.groups", group, "letters and digits");
            }
        }

        /** Never the password. */
        @Override
        public String toString() {
            return id + groups;
        }
    }
}
