package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.command.Command;
import io.backout.command.CommandFailedException;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.target.TestTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MysqlDumpTest {
    private static final String PASSWORD = "p#\"w\\d";
    private static final DatabaseUrl URL = new DatabaseUrl("::1", 3307, "easy_erp", "app", PASSWORD, "x");
    private static final List<String> COMPLETE = List.of(
            "--single-transaction",
            "--quick",
            "--routines",
            "--triggers",
            "--events",
            "--hex-blob",
            "--no-tablespaces",
            "--default-character-set=utf8mb4",
            "--max-allowed-packet=1G");

    @TempDir
    Path directory;

    /** Notes the command and what its file of options says while it runs. */
    private static final class Recorder implements CommandRunner {
        private Command command;
        private String options = "";
        private int exitCode;

        @Override
        public CommandResult run(Command asked) {
            throw new AssertionError("nobody expected '" + asked + "'");
        }

        @Override
        public CommandResult runInto(Command asked, OutputStream stdout) {
            command = asked;
            try {
                options = Files.readString(Path.of(asked.argv().get(1).substring("--defaults-file=".length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new CommandResult(exitCode, "", false, "mysqldump: Got error", Duration.ZERO);
        }
    }

    private final Recorder recorder = new Recorder();

    @Test
    void dumpsMariaDbWhole() throws IOException {
        assertThat(arguments(new ClientProgram("mariadb-dump", "mariadb-dump from 11.4.5-MariaDB"), true))
                .containsAll(COMPLETE)
                .endsWith("--master-data=2", "--", "easy_erp")
                .hasSize(COMPLETE.size() + 3);
        assertThat(recorder.options)
                .isEqualTo(
                        "[client]\nuser=\"app\"\npassword=\"p#\\\"w\\\\d\"\nhost=\"::1\"\nport=\"3307\"\nprotocol=\"tcp\"\n"
                                + "loose-ssl-verify-server-cert=\"0\"\n");
    }

    @Test
    void dumpsMySqlWhole() throws IOException {
        assertThat(arguments(new ClientProgram("mysqldump", "mysqldump  Ver 8.0.46 for Linux on x86_64 (MySQL)"), true))
                .containsAll(COMPLETE)
                .endsWith("--set-gtid-purged=OFF", "--source-data=2", "--", "easy_erp");
        assertThat(arguments(new ClientProgram("mysqldump", "mysqldump  Ver 8.0.25 for Linux on x86_64 (MySQL)"), true))
                .endsWith("--set-gtid-purged=OFF", "--master-data=2", "--", "easy_erp");
        assertThat(arguments(new ClientProgram("mysqldump", "mysqldump  Ver 8.4.6 for Linux on x86_64 (MySQL)"), false))
                .endsWith("--set-gtid-purged=OFF", "--", "easy_erp");
    }

    @Test
    void leavesNoPasswordBehindWhenTheClientFails() {
        recorder.exitCode = 2;
        assertThatThrownBy(() -> arguments(new ClientProgram("mariadb-dump", "MariaDB"), false))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("Got error")
                .hasMessageNotContaining(PASSWORD);
    }

    private List<String> arguments(ClientProgram client, boolean binlog) throws IOException {
        Path secrets = directory.resolve("secrets");
        try {
            new MysqlDump(TestTarget.in(directory).target(), URL, recorder)
                    .write(client, secrets, binlog, OutputStream.nullOutputStream());
        } finally {
            try (Stream<Path> files = Files.list(secrets)) {
                assertThat(files).isEmpty();
            }
            assertThat(recorder.command.rendered()).doesNotContain(PASSWORD);
            assertThat(recorder.command.environment()).isEmpty();
            assertThat(recorder.command.argv().get(1)).startsWith("--defaults-file=");
        }
        return recorder.command.argv().subList(2, recorder.command.argv().size());
    }
}
