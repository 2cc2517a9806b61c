package io.backout.backup;

import static io.backout.backup.AsideBench.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs from the backup is found, and named. */
class RestoredCopyIT {
    @TempDir
    static Path directory;

    private static AsideBench bench;
    private static SampleDatabase database;
    private static Dump dump;
    private static ShadowSchema shadow;

    @BeforeAll
    static void restore(TestInfo test) throws IOException {
        bench = AsideBench.start(directory, SampleServer.of(test));
        database = bench.database();
        EveryKind.create(database);
        Path file = bench.dump();
        dump = DumpReader.read(file).dump();
        shadow = bench.aside(file, dump).restore(bench.settings());
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void isProven() {
        assertThat(findings(Map.of("nokey", checksum("nokey")))).isEmpty();
        assertThat(database.query("SHOW DATABASES LIKE 'backout%'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM nokey WHERE a IS NULL | INSERT INTO nokey VALUES (NULL, NULL) | table 'nokey' has 3 rows instead of 4",
                "ALTER TABLE parts DROP KEY note | ALTER TABLE parts ADD KEY note (note) | index parts.note is missing",
                "ALTER TABLE child DROP FOREIGN KEY child_p | ALTER TABLE child ADD CONSTRAINT child_p FOREIGN KEY (p) REFERENCES uniquely (a) | foreign key child.child_p is missing",
                "RENAME TABLE nothing TO other | RENAME TABLE other TO nothing | table 'nothing' is missing; table 'other' is not in the backup",
                "UPDATE child SET p = 9 | UPDATE child SET p = 3 | table 'child' has 1 rows without their row in 'uniquely' (foreign key 'child_p')",
                "UPDATE Customer SET parentId = 99 WHERE id = 8 | UPDATE Customer SET parentId = 7 WHERE id = 8 | table 'Customer' has 1 rows without their row in 'Customer' (foreign key 'self')",
            })
    void namesWhatDiffers(String change, String back, String finding) {
        inShadow(change);
        try {
            assertThat(String.join("; ", findings(Map.of()))).isEqualTo(finding);
        } finally {
            inShadow(back);
        }
    }

    @Test
    void comparesThePrismaHistory() {
        inShadow("UPDATE _prisma_migrations SET rolled_back_at = NULL WHERE id = 'b'");
        assertThat(findings(Map.of()))
                .singleElement()
                .asString()
                .startsWith("table '_prisma_migrations' has [MigrationRow[name=20260101000000_init,");
        inShadow("UPDATE _prisma_migrations SET rolled_back_at = NOW() WHERE id = 'b'");
    }

    @Test
    void comparesChecksumsOfTheManifest() {
        assertThat(findings(Map.of("nokey", checksum("nokey") + 1)))
                .containsExactly("table 'nokey' has other values than when the backup was taken");
    }

    private static List<String> findings(Map<String, Long> checksums) {
        return new RestoredCopy(bench.mysql(), shadow, dump, checksums)
                .verify(Duration.ofMinutes(1)).stream().map(CopyFinding::what).toList();
    }

    private static long checksum(String table) {
        return Long.parseLong(bench.one("CHECKSUM TABLE " + table, "Checksum"));
    }

    private static void inShadow(String statement) {
        database.execute("USE `%s`; SET foreign_key_checks = 0; %s".formatted(SHADOW, statement));
    }
}
