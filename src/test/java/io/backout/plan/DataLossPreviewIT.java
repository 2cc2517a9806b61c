package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.backout.plan.DataLossPreview.BackupTable;
import io.backout.plan.TableLoss.Since;
import io.backout.sample.SampleServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Each table of the live database beside its rows in a backup of 1 August, noon. */
class DataLossPreviewIT {
    private static final Instant TAKEN = Instant.parse("2026-08-01T12:00:00Z");

    @TempDir
    static Path directory;

    private static DatabaseBench bench;

    @BeforeAll
    static void start(TestInfo test) {
        bench = DatabaseBench.start(directory, SampleServer.of(test));
    }

    @AfterAll
    static void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    @BeforeEach
    void startsEmpty() {
        bench.database().createEmpty();
    }

    @Test
    void tellsRowsMadeAndChangedSinceApartAndWhichComeBack() {
        bench.database().execute("""
                CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, createdAt DATETIME(3), updatedAt DATETIME(3));
                INSERT INTO orders (id, createdAt, updatedAt) VALUES
                  (1, '2026-07-30', '2026-07-30'), (2, '2026-07-30', '2026-08-01 12:00:01'), (4, '2026-07-31', NULL),
                  (6, '2026-08-02 08:00:00', '2026-08-02'), (7, '2026-08-02 18:02:03.5', '2026-08-02')""");

        assertThat(look(new BackupTable("orders", 4, 5)))
                .containsExactly(new TableLoss("orders", 5, 4, new Since(2, 1, "2026-08-02 18:02:03.500", true), true))
                .allSatisfy(loss -> assertThat(loss.returning()).isEqualTo(1));
    }

    @Test
    void tellsByTheTimeOfARowWhereItHasNoNumber() {
        bench.database().execute("""
                CREATE TABLE prices (code VARCHAR(9) PRIMARY KEY, created_at TIMESTAMP NULL);
                SET time_zone = '+00:00';
                INSERT INTO prices VALUES ('a', '2026-07-30'), ('b', '2026-08-01 12:00:00'), ('c', '2026-08-01 12:00:01')""");

        assertThat(look(new BackupTable("prices", 3, 0)))
                .extracting(TableLoss::lost, loss -> loss.since().changed(), TableLoss::returning)
                .containsExactly(tuple(1L, -1L, 1L));
    }

    @Test
    void comparesNumbersOfRowsWhereNothingElseTells() {
        bench.database().execute("CREATE TABLE `odd ``name` (a INT); INSERT INTO `odd ``name` VALUES (1), (2), (3)");

        assertThat(look(new BackupTable("odd `name", 1, 0)))
                .containsExactly(new TableLoss("odd `name", 3, 1, new Since(2, -1, "", true), true));
    }

    @Test
    void losesATableThatTheBackupLacksAndBringsBackOneThatIsGone() {
        bench.database().execute("CREATE TABLE later (a INT); INSERT INTO later VALUES (1), (2)");

        assertThat(look(new BackupTable("dropped", 7, 0)))
                .containsExactly(
                        new TableLoss("later", 2, 0, new Since(2, 0, "", false), true),
                        new TableLoss("dropped", 0, 7, new Since(0, 0, "", false), true));
    }

    @Test
    void doesNotCallMoreRowsThanThereAreLost() {
        bench.database().execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY); TRUNCATE TABLE t");

        assertThat(look(new BackupTable("t", 1000, 1001)))
                .extracting(TableLoss::lost, TableLoss::returning)
                .containsExactly(tuple(0L, 1000L));
    }

    @Test
    void estimatesWhatItCannotCountInTime() {
        bench.database()
                .execute(
                        "CREATE TABLE t (a INT); INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM n WHERE a < 500) SELECT a FROM n; ANALYZE TABLE t");

        List<TableLoss> losses = new DataLossPreview(Clock.systemUTC(), Duration.ZERO)
                .look(bench.mysql(), List.of(new BackupTable("t", 100, 0)), TAKEN);

        assertThat(losses).singleElement().satisfies(loss -> {
            assertThat(loss.exact()).isFalse();
            assertThat(loss.now()).isBetween(250L, 1000L);
            assertThat(loss.bound()).isGreaterThanOrEqualTo(400);
        });
    }

    private static List<TableLoss> look(BackupTable... backup) {
        return new DataLossPreview(Clock.systemUTC(), Duration.ofSeconds(20))
                .look(bench.mysql(), List.of(backup), TAKEN);
    }
}
