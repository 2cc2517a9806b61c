package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.plan.TableLoss.Since;
import io.backout.sample.SampleServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The live database beside a copy of an earlier day. */
class CopyComparisonIT {
    @TempDir
    static Path directory;

    private static DatabaseBench bench;
    private String copy = "";

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
        copy = bench.database().name() + "__rb_1";
        bench.database().createEmpty();
        bench.database().execute("CREATE DATABASE `%s`".formatted(copy));
    }

    @Test
    void countsRowsThatAreLostChangedAndComeBack() {
        both("CREATE TABLE %s (id INT PRIMARY KEY, name VARCHAR(9), price DECIMAL(9,2), twice INT AS (id * 2) STORED)");
        bench.database().execute("""
                INSERT INTO t (id, name, price) VALUES (1, 'a', 1), (2, 'b', NULL), (3, 'C', 3), (5, 'new', 5), (6, 'new', 6);
                INSERT INTO %s.t (id, name, price) VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3), (4, 'gone', 4)""".formatted(copy));

        assertThat(look())
                .containsExactly(new TableLoss("t", 5, 4, new Since(2, 2, "", false), true))
                .allSatisfy(loss -> assertThat(loss.returning()).isEqualTo(1));
    }

    @Test
    void tellsTheTimeOfTheNewestRow() {
        both("CREATE TABLE %s (id INT PRIMARY KEY, created_at DATETIME(3))");
        bench.database().execute("""
                INSERT INTO t VALUES (1, '2026-08-02 17:00:00'), (2, '2026-08-02 18:02:03.5'), (3, NULL);
                INSERT INTO %s.t VALUES (1, '2026-08-02 17:00:00')""".formatted(copy));

        assertThat(look())
                .containsExactly(new TableLoss("t", 3, 1, new Since(2, 0, "2026-08-02 18:02:03.500", false), true));
    }

    @Test
    void takesEveryColumnOfAKeyOfSeveral() {
        both("CREATE TABLE %s (a INT, b VARCHAR(9), PRIMARY KEY (a, b))");
        bench.database()
                .execute("INSERT INTO t VALUES (1, 'x'), (1, 'y'); INSERT INTO %s.t VALUES (1, 'x')".formatted(copy));

        assertThat(look()).containsExactly(new TableLoss("t", 2, 1, new Since(1, 0, "", false), true));
    }

    @Test
    void pairsKeysWhoseCollationWasChanged() {
        both("CREATE TABLE %s (a VARCHAR(9) CHARACTER SET latin1, n INT, PRIMARY KEY (a))");
        bench.database().execute("""
                ALTER TABLE t MODIFY a VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
                INSERT INTO t VALUES ('x', 1), ('é', 2), ('数', 3); INSERT INTO %s.t VALUES ('x', 1), ('é', 1), ('y', 1)""".formatted(copy));

        assertThat(look()).containsExactly(new TableLoss("t", 3, 3, new Since(1, 1, "", false), true));
    }

    /** MySQL calls a column with a default that is an expression generated, too. */
    @Test
    void looksAtColumnsWhoseDefaultIsAnExpression() {
        both("CREATE TABLE %s (id INT PRIMARY KEY, at DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3))");
        bench.database()
                .execute("INSERT INTO t VALUES (1, '2026-01-01'); INSERT INTO %s.t VALUES (1, '2026-01-02')"
                        .formatted(copy));

        assertThat(look()).containsExactly(new TableLoss("t", 1, 1, new Since(0, 1, "", false), true));
    }

    @Test
    void countsValuesOfAColumnThatTheCopyLacks() {
        both("CREATE TABLE %s (id INT PRIMARY KEY)");
        bench.database().execute("""
                ALTER TABLE t ADD COLUMN note TEXT; INSERT INTO t VALUES (1, 'kept by nobody'), (2, NULL);
                INSERT INTO %s.t VALUES (1), (2)""".formatted(copy));

        assertThat(look()).containsExactly(new TableLoss("t", 2, 2, new Since(0, 1, "", false), true));
    }

    @Test
    void countsTablesThatOnlyOneSideHas() {
        bench.database().execute("CREATE TABLE later (a INT); INSERT INTO later VALUES (1), (2)");
        bench.database()
                .execute("CREATE TABLE %s.dropped (a INT); INSERT INTO %s.dropped VALUES (1)".formatted(copy, copy));

        assertThat(look())
                .containsExactly(
                        new TableLoss("dropped", 0, 1, new Since(0, 0, "", false), true),
                        new TableLoss("later", 2, 0, new Since(2, 0, "", false), true));
    }

    @Test
    void comparesNumbersOfRowsWhereNoKeyPairsThem() {
        both("CREATE TABLE %s (a INT)");
        bench.database().execute("INSERT INTO t VALUES (1), (1), (2); INSERT INTO %s.t VALUES (7)".formatted(copy));

        assertThat(look()).containsExactly(new TableLoss("t", 3, 1, new Since(2, -1, "", true), true));
    }

    private void both(String create) {
        bench.database().execute(create.formatted("t") + "; " + create.formatted("`%s`.t".formatted(copy)));
    }

    private List<TableLoss> look() {
        return new CopyComparison(bench.mysql(), copy).look(Duration.ofSeconds(20));
    }
}
