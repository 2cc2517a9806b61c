package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.backout.backup.BackupVerdict.Kind;
import io.backout.command.CommandFailedException;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of a real database, taken by its real client. */
class BackupTakingIT {
    @TempDir
    static Path directory;

    private static BackupBench bench;

    @BeforeAll
    static void start() throws IOException {
        bench = BackupBench.start(directory);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        try (Stream<Path> secrets = Files.list(bench.data().resolve("secrets"));
                Stream<Path> backups = Files.list(bench.backups())) {
            assertThat(secrets).isEmpty();
            assertThat(backups.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void takesWhatThePlanWants() throws IOException {
        BackupSet set = bench.taking(1).take();

        assertThat(set.name()).isEqualTo("20261124_110100");
        assertThat(set.migrations().resolve(BackupBench.FIRST).resolve("migration.sql"))
                .hasContent(BackupBench.MIGRATION);
        assertThat(set.schema()).hasContent("model Order {}\n");
        try (Stream<Path> files = Files.walk(set.directory())) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
        BackupManifest manifest = set.manifest().orElseThrow();
        assertThat(manifest.origin().commit())
                .isEqualTo(bench.git("rev-parse", "HEAD").strip());
        assertThat(manifest.origin().tags()).containsExactly("v1");
        assertThat(manifest.dump().header().database())
                .isEqualTo(bench.database().name());
        assertThat(manifest.dump().problems()).isEmpty();
        assertThat(manifest.dump().tables().stream().map(table -> table.name() + " " + table.rows()))
                .contains("orders 3", "all `kinds 3", "_prisma_migrations 1");
        assertThat(manifest.dump().objects().stream().map(object -> object.kind() + " " + object.name()))
                .containsExactlyInAnyOrder("VIEW v", "TRIGGER tr", "PROCEDURE p", "FUNCTION f", "EVENT ev");
        assertThat(verify(set)).isEqualTo(new BackupVerdict(Kind.SOUND, List.of()));
        assertThat(new BackupReleases(bench.tools().git()).of(set))
                .containsExactly(manifest.origin().commit());
    }

    /** The dump and the checksum see the same rows only then. */
    @Test
    void notesTheChecksumsOfTablesThatStoodStill() throws Exception {
        Thread.sleep(4000);
        bench.database()
                .execute("INSERT INTO _prisma_migrations SELECT 'b', checksum, finished_at, 'x', logs, NOW(),"
                        + " started_at, 0 FROM _prisma_migrations");
        BackupSet set = bench.taking(7).take();
        bench.database().execute("DELETE FROM _prisma_migrations WHERE id = 'b'");

        Object orders = bench.database().query("CHECKSUM TABLE orders").get(0).get("Checksum");
        assertThat(set.checksums(bench.tools().mysql().facts().serverVersion()))
                .containsEntry("orders", Long.valueOf(String.valueOf(orders)))
                .containsKey("all `kinds")
                .doesNotContainKey("_prisma_migrations");
        assertThat(set.checksums("8.0.1")).isEmpty();

        assertThat(bench.taking(8)
                        .takeEmergencySnapshot()
                        .manifest()
                        .orElseThrow()
                        .checksums())
                .as("nobody waits for them while production is in trouble")
                .isEmpty();
    }

    /** What the lexer says of each table is what the server says. */
    @Test
    void comesBackRowForRow() throws IOException {
        BackupSet set = bench.taking(2).take();
        List<?> before = bench.database()
                .query(
                        "SELECT id, note, HEX(photo), flags + 0, doc, n, twice, virt, HEX(bin), at, d, e, HEX(g), r, l FROM `all ``kinds`");
        bench.run("DROP TABLE `all ``kinds`");
        StringBuilder script = new StringBuilder("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';");
        DumpTable table = set.manifest().orElseThrow().dump().tables().stream()
                .filter(each -> each.name().equals("all `kinds"))
                .findFirst()
                .orElseThrow();
        byte[] sql;
        try (InputStream in =
                new ZstdInputStream(Files.newInputStream(set.dump().orElseThrow()))) {
            sql = in.readAllBytes();
        }
        bench.run(table.create());
        for (InsertRange range : table.inserts()) {
            script.append(new String(
                    sql,
                    (int) range.begin(),
                    (int) (range.end() - range.begin()),
                    java.nio.charset.StandardCharsets.UTF_8));
        }
        bench.run(script.toString());

        assertThat(bench.database()
                        .query(
                                "SELECT id, note, HEX(photo), flags + 0, doc, n, twice, virt, HEX(bin), at, d, e, HEX(g), r, l FROM `all ``kinds`")
                        .toString())
                .isEqualTo(before.toString());
        assertThat(table.loadable()).isFalse();
    }

    @Test
    void knowsTheReleaseOfASetWithoutAManifest() throws IOException {
        BackupSet set = bench.taking(3).take();
        String commit = set.manifest().orElseThrow().origin().commit();
        Files.delete(set.directory().resolve(BackupManifest.NAME));
        BackupReleases releases = new BackupReleases(bench.tools().git());

        assertThat(releases.of(set)).containsExactly(commit);
        Files.writeString(bench.application().resolve("other"), "x");
        String second = bench.commit("v1.0.1");
        assertThat(releases.of(set)).containsExactlyInAnyOrder(commit, second);
        Files.writeString(set.schema(), "model Other {}\n");
        assertThat(releases.of(set)).isEmpty();
        bench.git("tag", "-d", "v1.0.1");
        bench.git("reset", "--quiet", "--hard", "v1");
    }

    @Test
    void takesNothingWhenTheClientFails() throws IOException {
        bench.run("CREATE VIEW broken AS SELECT id FROM orders");
        bench.run("ALTER TABLE orders RENAME TO other");
        try {
            assertThatThrownBy(() -> bench.taking(4).take())
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("broken")
                    .hasMessageNotContaining(bench.database().dbaPassword());
        } finally {
            bench.run("ALTER TABLE other RENAME TO orders");
            bench.run("DROP VIEW broken");
        }
        assertThat(bench.backups().resolve("20261124_110400")).doesNotExist();
    }

    @Test
    void takesNothingThatIsNotSound() {
        bench.run("UPDATE _prisma_migrations SET finished_at = NULL");
        try {
            assertThatThrownBy(() -> bench.taking(5).take())
                    .isInstanceOf(ToolException.class)
                    .hasMessageStartingWith("the backup that was just taken is not sound, and was removed: migration '"
                            + BackupBench.FIRST + "'");
        } finally {
            bench.run("UPDATE _prisma_migrations SET finished_at = NOW()");
        }
        assertThat(bench.backups().resolve("20261124_110500")).doesNotExist();
    }

    @Test
    void takesNothingTwiceInTheSameSecond() {
        bench.taking(6).take();
        assertThatThrownBy(() -> bench.taking(6).take())
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("nothing was taken");
    }

    @Test
    void saysWhichClientIsMissing() {
        assertThatThrownBy(() -> bench.tools().mysqlDump().client("8.0.46"))
                .isInstanceOf(ToolException.class)
                .hasMessage(
                        "no mysqldump of MySQL was found to dump database '%s'; nothing was taken\nHINT: install the client of the server's kind, or correct PATH in the target's 'environment'."
                                .formatted("127.0.0.1:%d/%s"
                                        .formatted(
                                                bench.database().port(),
                                                bench.database().name())));
    }

    private static BackupVerdict verify(BackupSet set) {
        var facts = bench.tools().mysql().facts();
        return new BackupVerification(new Inspections(bench.data()))
                .verify(
                        set,
                        new Expectation(
                                bench.database().name(),
                                facts.serverVersion(),
                                facts.tables(),
                                bench.application().resolve("prisma/migrations"),
                                java.time.Instant.now()));
    }
}
