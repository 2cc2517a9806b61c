package io.backout.target;

import io.backout.target.TargetProperties.DatabaseAdministrator;
import io.backout.target.TargetProperties.TimeLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A target as a user might configure it; each test changes only what it is about. */
public final class TestTarget {
    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();
    private List<String> processes = List.of("easy-erp", "easy-erp-worker");
    private List<BusinessCheck> checks = List.of();
    private URI healthUrl = URI.create("http://127.0.0.1:9/api/health");
    private Duration healthLimit = Duration.ofSeconds(5);
    private Duration startLimit = Duration.ofSeconds(60);
    private Duration migrationLimit = Duration.ofMinutes(1);
    private @Nullable String releaseField;
    private @Nullable DatabaseAdministrator administrator;

    private @Nullable Path backups;

    private TestTarget(Path directory) {
        this.directory = directory;
    }

    public static TestTarget in(Path directory) {
        return new TestTarget(directory);
    }

    public TestTarget environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public TestTarget processes(String... names) {
        processes = List.of(names);
        return this;
    }

    public TestTarget checks(BusinessCheck... wanted) {
        checks = List.of(wanted);
        return this;
    }

    public TestTarget health(URI url, String field) {
        healthUrl = url;
        releaseField = field.isEmpty() ? null : field;
        return this;
    }

    public TestTarget limits(Duration health, Duration start) {
        healthLimit = health;
        startLimit = start;
        return this;
    }

    public TestTarget migrationLimit(Duration limit) {
        migrationLimit = limit;
        return this;
    }

    public TestTarget administrator(String username, Path passwordFile) {
        administrator = new DatabaseAdministrator(username, passwordFile);
        return this;
    }

    public TestTarget backups(Path directory) {
        backups = directory;
        return this;
    }

    public Target target() {
        return new Target(
                "easy-erp",
                new TargetProperties(
                        directory,
                        processes,
                        healthUrl,
                        releaseField,
                        Path.of(".env"),
                        backups,
                        environment,
                        administrator,
                        checks,
                        DataSize.ofGigabytes(1),
                        new RestoreLimits(2, 32, 90, Duration.ofSeconds(30), DataSize.ofMegabytes(100)),
                        Duration.ofDays(7),
                        new TimeLimits(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(10),
                                startLimit,
                                healthLimit,
                                migrationLimit,
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(10))));
    }
}
