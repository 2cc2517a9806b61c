package io.backout.demo;

import io.backout.sample.EngineSchema;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The configuration of a Backout for the sample, as a user would write it. */
public final class BackoutSettings {
    private final Map<String, Object> target = new LinkedHashMap<>();
    private final Map<String, Object> backout = new LinkedHashMap<>();
    private final Map<String, Object> otherTargets = new LinkedHashMap<>();
    private final Map<String, Object> datasource = new LinkedHashMap<>();

    private BackoutSettings() {}

    /** The sample as target easy-erp, with its business check. */
    public static BackoutSettings of(SampleTarget sample, Path directory) {
        BackoutSettings settings = new BackoutSettings();
        settings.target.put("directory", sample.directory().toString());
        settings.target.put("processes", List.of("easy-erp", "easy-erp-worker"));
        settings.target.put("health-url", sample.healthUrl());
        settings.target.put("release-field", "version");
        settings.target.put("environment", new LinkedHashMap<>(sample.environment()));
        settings.target.put(
                "database-administrator",
                Map.of(
                        "username", sample.database().dbaUser(),
                        "password-file",
                                passwordFile(directory, sample.database().dbaPassword())));
        settings.target.put("backup-directory", backups(directory).toString());
        settings.target.put(
                "checks",
                List.of(Map.of(
                        "name",
                        "an order can be written and read",
                        "http",
                        Map.of("method", "POST", "url", sample.url("/api/orders/check"), "contains", "works"))));
        settings.backout.put("data-directory", directory.resolve("data").toString());
        // Whatever the environment says: one is generated.
        settings.backout.put("admin-password", "");
        settings.backout.put(
                "users",
                List.of(BackoutUser.values()).stream()
                        .map(BackoutSettings::user)
                        .toList());
        return settings;
    }

    /** Where the target's backup sets are. */
    public static Path backups(Path directory) {
        try {
            return Files.createDirectories(directory.resolve("backups"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one key of the target; null removes it. */
    public BackoutSettings with(String key, Object value) {
        target.put(key, value);
        return this;
    }

    public BackoutSettings without(String key) {
        target.remove(key);
        return this;
    }

    /** Another engine database than a file of its own. */
    public BackoutSettings on(EngineSchema schema) {
        datasource.putAll(Map.of("url", schema.url(), "username", schema.user(), "password", schema.password()));
        return this;
    }

    /** One key of the server itself. */
    public BackoutSettings withOwn(String key, Object value) {
        backout.put(key, value);
        return this;
    }

    /** A further target: the first one as it is now, but for these keys. */
    public BackoutSettings andTarget(String id, Map<String, ?> changes) {
        Map<String, Object> other = new LinkedHashMap<>(target);
        other.putAll(changes);
        otherTargets.put(id, other);
        return this;
    }

    /** The same, but without this key. */
    public BackoutSettings andTargetWithout(String id, String key) {
        Map<String, Object> other = new LinkedHashMap<>(target);
        other.remove(key);
        otherTargets.put(id, other);
        return this;
    }

    String yaml() {
        Map<String, Object> targets = new LinkedHashMap<>(otherTargets);
        targets.put("easy-erp", target);
        backout.put("targets", targets);
        return new Yaml()
                .dump(
                        datasource.isEmpty()
                                ? Map.of("backout", backout)
                                : Map.of("backout", backout, "spring", Map.of("datasource", datasource)));
    }

    private static Map<String, Object> user(BackoutUser user) {
        List<String> groups = user.group().isEmpty() ? List.of() : List.of(user.group());
        return Map.of("id", user.id(), "password", user.password(), "groups", groups);
    }

    private static String passwordFile(Path directory, String password) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve("dba-password"), password)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
