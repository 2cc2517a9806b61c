package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.record.Sha256;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
    private static final String LF = "-- 发票\nCREATE TABLE a (b int);\nCREATE TABLE c (d int);\n";

    /** The file on the machine that applied it may have had other line endings than git's copy. */
    @ParameterizedTest
    @ValueSource(strings = {LF, "-- 发票\r\nCREATE TABLE a (b int);\r\nCREATE TABLE c (d int);\r\n"})
    void hasTheChecksumOfEitherLineEnding(String committed) {
        Migration migration = new Migration("1_first", committed);
        assertThat(migration.hasChecksum(Sha256.of(LF))).isTrue();
        assertThat(migration.hasChecksum(Sha256.of(LF.replace("\n", "\r\n")))).isTrue();
        assertThat(migration.hasChecksum(Sha256.of(LF.replace("int", "text")))).isFalse();
        assertThat(migration.hasChecksum(Sha256.of(LF + "\n"))).isFalse();
    }

    /** Old versions of Prisma wrote each byte without its leading zero. */
    @Test
    void hasTheChecksumThatAnOldPrismaNoted() {
        Migration migration = new Migration("1_first", "select 85;");
        assertThat(migration.checksum()).isEqualTo("4a81530fcefde02c62f924bf465788c6d27073000509846e098012138961b257");
        assertThat(migration.hasChecksum("4a8153fcefde02c62f924bf465788c6d27073059846e98012138961b257"))
                .isTrue();
    }

    @Test
    void readsTheMigrationsOfAReleaseOldestFirst(@TempDir Path directory) {
        TestRepository repository = TestRepository.in(directory)
                .write("prisma/migrations/migration_lock.toml", "provider = \"mysql\"")
                .write("prisma/migrations/2_second/migration.sql", "select 2;")
                .write("prisma/migrations/1_first/migration.sql", "\uFEFFselect 1;\r\n");
        String commit = repository.commit("first");
        assertThat(Migration.of(repository.git(), commit))
                .isEqualTo(List.of(
                        new Migration("1_first", "\uFEFFselect 1;\r\n"), new Migration("2_second", "select 2;")));
    }
}
