package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.demo.Poll;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A cut-over that cannot be leaves everything as before. */
class CutOverLocksIT {
    private static final String WAITING =
            "SELECT id AS id FROM information_schema.processlist WHERE state LIKE 'Waiting for table metadata lock%'";

    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;

    private SwapNames names;
    private StoredObjects backup;
    private Map<String, String> before;

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
    void isDamaged() {
        names = bench.names(Long.toString(System.nanoTime(), 36));
        backup = bench.prepare(names);
        BenchSchema.damage(database);
        before = bench.state(names.live());
    }

    /** Table 'orders' has triggers, so that their DROP waits; 'customers' has none, so that the RENAME waits. */
    @ParameterizedTest
    @ValueSource(strings = {"orders", "customers"})
    void givesUpWithinItsBoundAndNamesTheBlocker(String table) throws SQLException {
        try (Connection blocker = holding(table)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> bench.cutOver(names).run(backup, false))
                    .isInstanceOf(ToolException.class)
                    .hasMessageMatching(
                            "(?s)the tables of '%s' are locked by connection %d of %s@\\S+,.* (in a transaction|locks %s).*; the swap was given up after 2 s, and everything is as before\nHINT: end what it does, or the connection \\(KILL with its number\\)\\."
                                    .formatted(names.live(), id(blocker), database.user(), table));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
            assertThat(bench.cutOver(names).probe()).isEqualTo(SwapState.NOT_HAPPENED);
        }
        assertThat(bench.state(names.live())).isEqualTo(before);
        bench.cutOver(names).run(backup, false);
        bench.swapBack(names).run();
        assertThat(bench.state(names.live())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "log", "new_feature", "orders", "shipment_events"})
    void isAllOrNothingAtAnErrorAtAnyPosition(String table) {
        database.execute("CREATE DATABASE `%1$s`; CREATE VIEW `%1$s`.`%2$s` AS SELECT 1 AS id"
                .formatted(names.putAway(), table));

        assertThatThrownBy(() -> bench.cutOver(names).run(backup, false))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining(
                        "could not be swapped: Table '%s' already exists; everything is as before".formatted(table));

        assertThat(bench.state(names.live())).isEqualTo(before);
        assertThat(bench.cutOver(names).probe()).isEqualTo(SwapState.NOT_HAPPENED);
        database.execute("DROP VIEW `%s`.`%s`".formatted(names.putAway(), table));
        bench.cutOver(names).run(backup, false);
        assertThat(bench.cutOver(names).probe()).isEqualTo(SwapState.HAPPENED);
    }

    /** Between the dropped triggers and the rename its connection ends. */
    @Test
    void putsBackWhatAnInterruptedAttemptTook() throws Exception {
        interrupt();
        assertThat(bench.state(names.live())).isNotEqualTo(before);
        assertThat(bench.cutOver(names).probe()).isEqualTo(SwapState.NOT_HAPPENED);

        assertThatThrownBy(bench.shadow(names)::drop).hasMessage("""
                        a cut-over from schema '%s' was begun and not ended; it was not dropped
                        HINT: retry the cut-over, or back it off: what it took from '%s' is put back first.""".formatted(names.shadow(), names.live()));

        bench.cutOver(names).backOff();

        assertThat(bench.state(names.live())).isEqualTo(before);
        bench.shadow(names).drop();
    }

    /** What a server leaves that died in the rename: it moved the copy's table in, and out again. */
    @Test
    void leadsKeysBackThatFollowedTheCopy() throws Exception {
        interrupt();
        String shipments = "`%s`.`Ship``ments`";
        String in = shipments.formatted(names.live());
        String out = shipments.formatted(names.shadow());
        database.execute("RENAME TABLE %s TO %s".formatted(out, in));
        database.execute("RENAME TABLE %s TO %s".formatted(in, out));
        assertThat(bench.tables(names.live()).get("table shipment_events")).contains("REFERENCES " + out);

        bench.cutOver(names).backOff();

        assertThat(bench.state(names.live())).isEqualTo(before);
    }

    private void interrupt() throws Exception {
        try (Connection blocker = holding("customers")) {
            Thread end = new Thread(this::killTheWaiting);
            end.start();
            assertThatThrownBy(() -> new CutOver(
                                    bench.mysql(),
                                    names,
                                    directory,
                                    new SwapLimits(Duration.ofSeconds(30), 1, Duration.ZERO))
                            .run(backup, false))
                    .isInstanceOf(ToolException.class)
                    .hasMessageStartingWith("the connection was lost in the swap of '%s', and its effects are unknown"
                            .formatted(names.live()));
            end.join();
            assertThat(blocker.isClosed()).isFalse();
        }
    }

    /** What is put back is put back once: later changes of a person are not undone. */
    @Test
    void doesNotPutBackTwice() throws SQLException {
        try (Connection blocker = holding("customers")) {
            assertThatThrownBy(() -> bench.cutOver(names).run(backup, false)).isInstanceOf(ToolException.class);
            assertThat(blocker.isClosed()).isFalse();
        }
        assertThat(bench.shadow(names).isVerified("of the dump")).isTrue();
        database.execute("DROP TRIGGER third");

        bench.cutOver(names).backOff();

        assertThat(bench.state(names.live())).doesNotContainKey("TRIGGER third");
    }

    @Test
    void neverGuessesWithoutAMarker() {
        database.execute("DROP TABLE `%s`.__rb_marker".formatted(names.shadow()));

        assertThatThrownBy(() -> bench.cutOver(names).probe())
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        the marker table of run '%s' lies in no schema, so nobody can tell which side of the cut-over '%s' is on; nothing was changed
                        HINT: restore the copy aside again, or let the database administrator look at the schemas '%2$s__…'.""".formatted(names.runId(), names.live()));
    }

    private void killTheWaiting() {
        Poll.until(Duration.ofSeconds(20), () -> !waiting().isEmpty(), () -> "nothing waits");
        waiting().forEach(row -> database.execute("KILL " + row.get("id")));
    }

    private static List<Map<String, Object>> waiting() {
        return database.query(WAITING);
    }

    private static Connection holding(String table) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(database.host(), database.port(), database.name()),
                database.user(),
                database.password());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT * FROM `%s`".formatted(table)).close();
        }
        return connection;
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT connection_id()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
