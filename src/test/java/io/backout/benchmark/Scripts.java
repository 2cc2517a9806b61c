package io.backout.benchmark;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The plan's script and the bare commands, as a person would start them in the application's directory. */
final class Scripts {
    private final SampleTarget sample;
    private final Path directory;

    Scripts(SampleTarget sample, Path directory) {
        this.sample = sample;
        this.directory = directory;
    }

    Instant plan() throws Exception {
        return run("quick-rollback.sh", Map.of());
    }

    Instant bare(boolean install) throws Exception {
        return run("bare-commands.sh", Map.of("RELEASE", "v1.3.0", "INSTALL", install ? "yes" : "no"));
    }

    /** The plan's level 2; it gives up with an error, so this is when it did. */
    Instant planOfMigration(String migration) throws IOException, InterruptedException {
        SampleDatabase database = sample.database();
        Map<String, String> environment = new TreeMap<>();
        environment.put("MYSQL", SampleDatabase.programs().resolve("mariadb").toString());
        environment.put("DB_HOST", database.host());
        environment.put("DB_PORT", String.valueOf(database.port()));
        environment.put("DB_USER", database.user());
        environment.put("DB_PASS", database.password());
        environment.put("DB_NAME", database.name());
        environment.put("MIGRATION", migration);
        String script = "migration-rollback.sh";
        if (exitCode(script, environment) == 0 || !printed(script).contains("P3011")) {
            throw new IllegalStateException(script + " did not end as it always did:\n" + printed(script));
        }
        return Instant.now();
    }

    /** When its last command had ended. */
    private Instant run(String script, Map<String, String> more) throws IOException, InterruptedException {
        if (exitCode(script, more) != 0) {
            throw new IllegalStateException(script + " failed:\n" + printed(script));
        }
        return Instant.now();
    }

    private String printed(String script) throws IOException {
        return Files.readString(directory.resolve(script + ".log"));
    }

    private int exitCode(String script, Map<String, String> more) throws IOException, InterruptedException {
        Path answer = Files.writeString(directory.resolve("reason.txt"), "benchmark\n");
        Path file = Path.of(System.getProperty("basedir", "."), "src/test/resources", script)
                .toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", file.toString())
                .directory(sample.directory().toFile())
                .redirectInput(answer.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(script + ".log").toFile());
        Map<String, String> environment = new TreeMap<>(sample.environment());
        environment.put("HEALTH_URL", sample.healthUrl());
        environment.put("ROLLBACK_LOG", directory.resolve("rollback.log").toString());
        environment.putAll(more);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(script + " hangs:\n" + printed(script));
        }
        return process.exitValue();
    }
}
