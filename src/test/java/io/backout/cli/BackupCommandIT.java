package io.backout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.backup.BackupBench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The built jar as a command, as scripts run it. */
class BackupCommandIT {
    @TempDir
    static Path directory;

    private static BackupBench bench;

    private record Answer(int exitCode, String stdout, String stderr) {}

    @BeforeAll
    static void start() throws IOException {
        bench = BackupBench.start(directory);
        Map<String, Object> target = Map.of(
                "directory", bench.application().toString(),
                "processes", List.of("easy-erp"),
                "health-url", "http://127.0.0.1:1/health",
                "backup-directory", bench.backups().toString(),
                "environment", Map.of("PATH", BackupBench.path()),
                "database-administrator",
                        Map.of(
                                "username", bench.database().dbaUser(),
                                "password-file", bench.administratorsPassword().toString()));
        Files.writeString(
                directory.resolve("backout.yml"),
                new Yaml()
                        .dump(Map.of(
                                "backout",
                                Map.of(
                                        "data-directory",
                                        bench.data().toString(),
                                        "targets",
                                        Map.of("easy-erp", target)))));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void startsNoServerWhereSomebodyAsksForHelpOrMistypesACommand() throws IOException {
        assertThat(run("--help").stdout()).startsWith("Usage: backout backup (take | list | verify)");
        Answer mistyped = run("bakcup", "list");
        assertThat(mistyped.exitCode()).isEqualTo(2);
        assertThat(mistyped.stderr()).startsWith("Unmatched arguments from index 0: 'bakcup', 'list'");
    }

    @Test
    void takesListsAndVerifies() throws IOException {
        Answer none = run("backup", "verify", "--target", "easy-erp");
        assertThat(none.exitCode()).as("nothing to restore from").isEqualTo(1);

        Answer taken = run("backup", "take", "--target", "easy-erp", "--json");
        assertThat(taken.stderr()).isEmpty();
        assertThat(taken.exitCode()).isZero();
        JsonNode set = new ObjectMapper().readTree(taken.stdout()).get(0);
        assertThat(set.path("verdict").asText()).isEqualTo("sound");
        Path dump = Path.of(set.path("directory").asText()).resolve("full_backup.sql.zst");
        assertThat(dump).exists();

        Answer listed = run("backup", "list", "--target", "easy-erp");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.stdout()).matches("\\d{8}_\\d{6}  sound, of release [0-9a-f]{40}\\n");

        byte[] bytes = Files.readAllBytes(dump);
        bytes[bytes.length / 2] ^= 1;
        Files.write(dump, bytes);
        Answer damaged =
                run("backup", "verify", "--target", "easy-erp", set.path("name").asText());
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.stdout()).contains("not sound").contains("the dump is not the one that was taken");
        // Neither engine nor database of the server were there.
        assertThat(bench.data()).isDirectoryNotContaining("glob:**.db");
    }

    @Test
    void tellsScriptsWhatIsWrong() {
        assertThat(run("backup", "verify").exitCode()).isEqualTo(2);
        assertThat(run("backup", "throw", "--target", "easy-erp").exitCode()).isEqualTo(2);
        Answer unknown = run("backup", "list", "--target", "other");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.stderr()).startsWith("target 'other' is not configured");
        Answer missing = run("backup", "verify", "--target", "easy-erp", "20200101_000000");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.stderr())
                .isEqualTo(
                        "target 'easy-erp' has no backup set '20200101_000000'\nHINT: choose one of those that 'backup list' shows.\n");
    }

    private static Answer run(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(System.getProperty("basedir", "."), "target/backout.jar")
                        .toAbsolutePath()
                        .toString()));
        argv.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile(directory, "errors", "");
            Process process = new ProcessBuilder(argv)
                    .directory(directory.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), stdout, Files.readString(errors));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
