package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.backup.BackupVerdict.Kind;
import io.backout.sample.SampleServer;
import io.backout.tool.DatabaseFacts;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of a MySQL, whose own client no package registry has: MariaDB's is refused, and a dump in MySQL's words is proven. */
class BackupTakingOnMySqlIT {
    @TempDir
    static Path directory;

    private static BackupBench bench;

    @BeforeAll
    static void start() throws IOException {
        bench = BackupBench.start(directory, SampleServer.MYSQL);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void takesNothingWithTheClientOfMariaDb() {
        assertThatThrownBy(() -> bench.taking(1).take())
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        no mysqldump of MySQL was found to dump database '127.0.0.1:%d/easy_erp'; nothing was taken
                        HINT: install the client of the server's kind, or correct PATH in the target's 'environment'.""".formatted(bench.database().port()));
        assertThat(bench.backups()).isEmptyDirectory();
    }

    @Test
    void provesADumpInMySqlsWords() throws IOException {
        Path set = Files.createDirectories(directory.resolve("sets/20261124_110100"));
        new MySqlDumpFile(bench.database(), List.of("--hex-blob")).write(set.resolve("full_backup.sql"));
        Path migration =
                Files.createDirectories(set.resolve("migrations_backup").resolve(BackupBench.FIRST));
        Files.writeString(migration.resolve("migration.sql"), BackupBench.MIGRATION);
        Files.writeString(set.resolve("schema_backup.prisma"), "model Order {}\n");
        DatabaseFacts facts = bench.tools().mysql().facts();

        BackupVerdict verdict = new BackupVerification(new Inspections(bench.data()))
                .verify(
                        new BackupSet(set),
                        new Expectation(
                                "easy_erp",
                                facts.serverVersion(),
                                facts.tables(),
                                bench.application().resolve("prisma/migrations"),
                                Instant.now()));

        assertThat(facts.serverVersion()).isEqualTo("8.0.31");
        assertThat(facts.binlogPosition()).isTrue();
        assertThat(verdict.kind()).as("%s", verdict.findings()).isEqualTo(Kind.SOUND);
    }
}
