package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What is known before, what is kept afterwards, and how that ends. */
class CutOverPreconditionsIT {
    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;

    private SwapNames names;
    private StoredObjects backup;

    @BeforeAll
    static void start(TestInfo test) {
        bench = CutOverBench.start(directory, SampleServer.of(test));
        database = bench.database();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void isSound() {
        names = bench.names(Long.toString(System.nanoTime(), 36));
        backup = bench.prepare(names);
    }

    @Test
    void findsNothingAndLeavesNothing() {
        assertThat(check(bench.mysql())).isEmpty();
        assertThat(database.query("SHOW DATABASES LIKE '%\\_old\\_%'")).isEmpty();
    }

    @Test
    void findsWhatReachesAcross() {
        database.execute("CREATE DATABASE `%1$s_reports`;".formatted(names.live())
                + " CREATE TABLE `%1$s_reports`.r (id INT PRIMARY KEY, CONSTRAINT theirs FOREIGN KEY (id) REFERENCES `%1$s`.log (id));"
                        .formatted(names.live())
                + " CREATE VIEW across AS SELECT id FROM `%1$s_reports`.r;".formatted(names.live())
                + " CREATE DATABASE `%1$s`; CREATE TABLE `%1$s`.t (id INT)".formatted(names.putAway()));

        assertThat(check(bench.mysql()))
                .extracting(CutOverFinding::fact)
                .containsExactly(
                        "schema '%s' holds tables already".formatted(names.putAway()),
                        "foreign keys of other schemas point to '%s' and would follow its tables away: %1$s_reports.r.theirs"
                                .formatted(names.live()),
                        "VIEW 'across' names the schema '%s_reports', which does not go back".formatted(names.live()));
    }

    @Test
    void namesTheGrantsThatAreMissing() throws IOException {
        database.execute(
                "DROP USER IF EXISTS poor@'%%'; CREATE USER poor@'%%' IDENTIFIED BY 'poor'; GRANT ALL ON `%s`.* TO poor@'%%'"
                        .formatted(names.live().replace("_", "\\_")));
        database.execute(
                "REVOKE TRIGGER ON `%s`.* FROM poor@'%%'".formatted(names.live().replace("_", "\\_")));
        Path password = Files.writeString(directory.resolve("poor"), "poor");
        Mysql poor = new Mysql(
                TestTarget.in(directory).administrator("poor", password).target(), DatabaseUrl.parse(database.url()));

        List<CutOverFinding> findings = check(poor);
        String escaped = names.live().replace("_", "\\_");

        assertThat(findings)
                .extracting(CutOverFinding::remedy)
                .contains(
                        "GRANT TRIGGER ON `" + escaped + "`.* TO 'poor'@'%';",
                        "GRANT ALL ON `" + escaped + "\\_\\_%`.* TO 'poor'@'%';",
                        "GRANT SET USER (MySQL 8: SET_USER_ID, 8.4: SET_ANY_DEFINER) ON *.* to it, or SUPER.");
    }

    @Test
    void showsWhatWasPutAwayAndDropsOnlyThat() {
        PutAways putAways = new PutAways(bench.mysql());
        assertThat(putAways.find(names)).isEmpty();
        bench.cutOver(names).run(backup, true);

        PutAway putAway = putAways.find(names).orElseThrow();

        assertThat(putAway.schema()).isEqualTo(names.putAway());
        assertThat(putAway.tables()).isEqualTo(5);
        assertThat(putAway.rows()).isPositive();
        assertThat(Duration.between(putAway.since(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        for (String other : List.of(names.live(), "mysql")) {
            assertThatThrownBy(() -> putAways.drop(names, other)).hasMessage("""
                            schema '%s' does not carry the marker of run '%s'; nothing was dropped
                            HINT: name the run that put it away.""".formatted(other, names.runId()));
        }
        assertThat(putAways.drop(names, names.undone())).isFalse();
        SwapNames another = bench.names("another");
        assertThatThrownBy(() -> putAways.drop(another, names.putAway())).isInstanceOf(ToolException.class);
        putAways.drop(names, names.putAway());
        assertThat(putAways.find(names)).isEmpty();
        assertThat(bench.tables(names.live())).hasSize(10);
    }

    private List<CutOverFinding> check(Mysql mysql) {
        return new CutOverPreconditions(mysql, names).check(backup);
    }
}
