package io.backout.e2e;

import io.backout.demo.BackoutSettings;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sample as several targets of one Backout, each but the first with something that is not as it should be. */
final class TargetsOfTheScene {
    static final String UNCHECKED = "unchecked";
    static final String WRONGLY_CHECKED = "wrongly-checked";
    static final String IMPATIENT = "impatient";
    static final String NO_REPOSITORY = "no-repository";
    static final String SHALLOW_CLONE = "shallow-clone";
    static final String NO_DAEMON = "no-daemon";
    static final String UNKNOWN_PROCESS = "unknown-process";
    static final String SILENT_HEALTH = "silent-health";
    static final String LITTLE_ROOM = "little-room";
    static final String NO_ADMINISTRATOR = "no-administrator";
    static final String WEAK_ADMINISTRATOR = "weak-administrator";
    static final String NO_CLIENT = "no-client";

    /** What was put away need not be kept any longer there. */
    static final String FORGETFUL = "forgetful";

    /** Of an account that the tests make; it may not do everything. */
    static final String WEAK_USER = "easy_erp_weak";

    static final String WEAK_PASSWORD = "weak";

    static final List<String> WITH_A_VERIFIED_RELEASE = List.of(Scene.TARGET, UNCHECKED, WRONGLY_CHECKED, IMPATIENT);

    private TargetsOfTheScene() {}

    static BackoutSettings settings(SampleTarget sample, Map<String, String> environment, Path directory) {
        BackoutSettings settings = BackoutSettings.of(sample, directory)
                .with("environment", environment)
                .with("time-limits", Map.of("command", "30s", "start", "15s", "health", "2s"));
        Map<String, String> withoutDaemon = new TreeMap<>(environment);
        withoutDaemon.put("PM2_HOME", directory.resolve("no-pm2").toString());
        Map<String, String> withoutClient = new TreeMap<>(environment);
        withoutClient.computeIfPresent("PATH", (path, all) -> all.replace(":" + SampleDatabase.programs(), ""));
        return settings.andTarget(UNCHECKED, Map.of("checks", List.of()))
                .andTarget(WRONGLY_CHECKED, Map.of("checks", List.of(wrongCheck(sample))))
                .andTarget(IMPATIENT, Map.of("time-limits", Map.of("command", "5s", "start", "15s", "health", "2s")))
                .andTarget(NO_REPOSITORY, Map.of("directory", plainDirectory(sample, directory)))
                .andTarget(SHALLOW_CLONE, Map.of("directory", shallowClone(sample, directory)))
                .andTarget(NO_DAEMON, Map.of("environment", withoutDaemon))
                .andTarget(NO_CLIENT, Map.of("environment", withoutClient))
                .andTarget(UNKNOWN_PROCESS, Map.of("processes", List.of("easy-erp", "easy-erp-nightly")))
                .andTarget(FORGETFUL, Map.of("put-away-retention", "0s"))
                .andTarget(LITTLE_ROOM, Map.of("snapshot-limit", "20KB"))
                .andTargetWithout(NO_ADMINISTRATOR, "database-administrator")
                .andTarget(WEAK_ADMINISTRATOR, Map.of("database-administrator", weakAdministrator(directory)))
                .andTarget(SILENT_HEALTH, Map.of("health-url", "http://127.0.0.1:%d/".formatted(SilentPort.number())));
    }

    private static Map<String, Object> wrongCheck(SampleTarget sample) {
        return Map.of(
                "name",
                "orders are free of charge",
                "http",
                Map.of("method", "POST", "url", sample.url("/api/orders/check"), "contains", "free of charge"));
    }

    private static Map<String, String> weakAdministrator(Path directory) {
        try {
            Path password = Files.createDirectories(directory).resolve("weak-password");
            return Map.of(
                    "username",
                    WEAK_USER,
                    "password-file",
                    Files.writeString(password, WEAK_PASSWORD).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plainDirectory(SampleTarget sample, Path directory) {
        Path plain = directory.resolve("plain");
        try {
            Files.createDirectories(plain);
            Files.copy(sample.directory().resolve(".env"), plain.resolve(".env"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plain.toString();
    }

    private static String shallowClone(SampleTarget sample, Path directory) {
        Path clone = directory.resolve("shallow");
        sample.run("git", "clone", "--quiet", "--depth=1", "file://" + sample.directory(), clone.toString());
        return clone.toString();
    }
}
