package io.backout.target;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One target as a user writes it, under {@code backout.targets.<id>}.
 *
 * @param releaseField field of the health answer that names the running release
 * @param environment added to the environment of every command for this target
 * @param checks business checks; none = the commander confirms by hand
 * @param restore how a backup is restored beside the live database
 * @param snapshotLimit largest snapshot of what level 2 destroys
 * @param putAwayRetention before that nobody may drop what a cut-over put away
 */
public record TargetProperties(
        Path directory,
        @DefaultValue List<String> processes,
        URI healthUrl,
        @Nullable String releaseField,
        @DefaultValue(".env") Path environmentFile,
        @Nullable Path backupDirectory,
        @DefaultValue Map<String, String> environment,
        @Nullable DatabaseAdministrator databaseAdministrator,
        @DefaultValue List<BusinessCheck> checks,
        @DefaultValue("1GB") DataSize snapshotLimit,
        @DefaultValue RestoreLimits restore,
        @DefaultValue("7d") Duration putAwayRetention,
        @DefaultValue TimeLimits timeLimits) {
    public TargetProperties {
        Require.that(directory != null, "backout.targets.*.directory", "", "the application's directory");
        Require.that(healthUrl != null, "backout.targets.*.health-url", "", "the address of the health endpoint");
        Require.that(
                healthUrl.getScheme() != null && healthUrl.getScheme().matches("https?"),
                "backout.targets.*.health-url",
                healthUrl,
                "an http or https address");
        Require.that(!processes.isEmpty(), "backout.targets.*.processes", "", "at least one pm2 process name");
        Require.that(
                !putAwayRetention.isNegative(),
                "backout.targets.*.put-away-retention",
                putAwayRetention,
                "a time such as 7d; 0s for none");
        for (String process : processes) {
            Require.that(
                    process.matches("[\\w.@-]+") && !process.equals("all") && !process.startsWith("-"),
                    "backout.targets.*.processes",
                    process,
                    "pm2 process names; never 'all'");
        }
    }

    /** The account that may build a scratch schema. */
    public record DatabaseAdministrator(String username, Path passwordFile) {}

    /**
     * How long things may take before they are ended.
     *
     * @param command any short command
     * @param install the installation of dependencies
     * @param start from start to the first good health answer
     * @param health one health or check request
     * @param migration one statement that takes a migration back
     * @param backup one dump of the whole database
     * @param restore one statement of a restore, which may load or index a whole table
     * @param comparison one question that compares or counts a whole table
     */
    public record TimeLimits(
            @DefaultValue("60s") Duration command,
            @DefaultValue("10m") Duration install,
            @DefaultValue("60s") Duration start,
            @DefaultValue("5s") Duration health,
            @DefaultValue("30m") Duration migration,
            @DefaultValue("2h") Duration backup,
            @DefaultValue("6h") Duration restore,
            @DefaultValue("30m") Duration comparison) {}
}
