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
 * @param nodeName stable name of this server; its locks are released when it comes back
 * @param duties duty to group id
 * @param engineRest whether the engine's own REST is served, too
 */
@ConfigurationProperties(prefix = "backout", ignoreUnknownFields = false)
public record BackoutProperties(
        @DefaultValue("en") String locale,
        @DefaultValue("./data") Path dataDirectory,
        @DefaultValue("backout") String nodeName,
        @Nullable String adminPassword,
        @DefaultValue List<User> users,
        @DefaultValue Map<String, String> duties,
        @DefaultValue Approvals approvals,
        @DefaultValue("false") boolean engineRest,
        @DefaultValue Map<String, TargetProperties> targets) {
    public BackoutProperties {
        Require.that(locale.equals("en"), "backout.locale", locale, "'en' ('zh-CN' comes later)");
        Require.that(nodeName.matches("[A-Za-z0-9-]{1,64}"), "backout.node-name", nodeName, "letters, digits and '-'");
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
