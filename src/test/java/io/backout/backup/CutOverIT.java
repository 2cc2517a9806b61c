package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The copy takes live's place with everything beside the tables, and the way back is the same. */
class CutOverIT {
    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;

    private SwapNames names;
    private StoredObjects backup;
    private Map<String, String> sound;
    private Map<String, String> damaged;

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
        sound = bench.state(names.live());
        BenchSchema.damage(database);
        damaged = bench.state(names.live());
    }

    @Test
    void bringsEverythingBackAndTheWayBackDoesToo() {
        Map<String, String> present = bench.tables(names.live());
        assertThat(bench.cutOver(names).probe()).isEqualTo(SwapState.NOT_HAPPENED);

        SwapResult result = bench.cutOver(names).run(backup, false);

        assertThat(bench.state(names.live())).isEqualTo(sound);
        assertThat(withoutCutKeys(bench.tables(names.putAway()))).isEqualTo(withoutCutKeys(present));
        assertThat(bench.cutOver(names).probe()).isEqualTo(SwapState.HAPPENED);
        assertThat(database.query("SHOW DATABASES LIKE '%rb\\_%'")).isEmpty();
        assertThat(result.notes()).hasSize(1).first().asString().contains("of_shipment");
        assertThat(bench.swapBack(names).probe()).isEqualTo(SwapState.NOT_HAPPENED);

        SwapResult back = bench.swapBack(names).run();

        assertThat(bench.state(names.live())).isEqualTo(damaged);
        assertThat(bench.swapBack(names).probe()).isEqualTo(SwapState.HAPPENED);
        assertThat(bench.tables(names.undone())).isEqualTo(tables(sound));
        assertThat(database.query("SHOW DATABASES LIKE '%\\_old\\_%'")).isEmpty();
    }

    @Test
    void changesNothingWhenItIsRunAgain() {
        bench.cutOver(names).run(backup, false);

        SwapResult again = bench.cutOver(names).run(backup, false);

        assertThat(again.renameMillis()).isZero();
        assertThat(bench.state(names.live())).isEqualTo(sound);
    }

    @Test
    void refusesACopyThatNobodyProved() {
        database.execute(
                "UPDATE `%s`.__rb_marker SET phase = 'RESTORED' WHERE table_name = ''".formatted(names.shadow()));

        assertThatThrownBy(() -> bench.cutOver(names).run(backup, false))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        the copy in schema '%s' is RESTORED and not VERIFIED; nothing was changed
                        HINT: restore it to its end and verify it; then retry.""".formatted(names.shadow()));
        assertThat(bench.state(names.live())).isEqualTo(damaged);
        assertThat(directory.resolve("cut-over-%s.json".formatted(names.runId())))
                .doesNotExist();
    }

    @Test
    void givesNoNumberOutAgain() {
        database.execute("INSERT INTO customers (id, name) VALUES (1000, 'late')");
        bench.cutOver(names).run(backup, true);

        database.execute("INSERT INTO customers (name) VALUES ('next')");

        assertThat(database.query("SELECT id FROM customers WHERE name = 'next'"))
                .containsExactly(Map.of("id", 1001));
    }

    /** The plan's own dump has neither routines nor events. */
    @Test
    void leavesWhatTheBackupDoesNotTell() {
        StoredObjects partly = new StoredObjects(
                backup.objects().stream()
                        .filter(object -> object.is(StoredObject.Kind.VIEW) || object.is(StoredObject.Kind.TRIGGER))
                        .toList(),
                java.util.Set.of(StoredObject.Kind.VIEW, StoredObject.Kind.TRIGGER));

        SwapResult result = bench.cutOver(names).run(partly, false);

        assertThat(bench.state(names.live()))
                .containsEntry("EVENT newer", damaged.get("EVENT newer"))
                .containsEntry("EVENT asleep", damaged.get("EVENT asleep"))
                .containsKeys("PROCEDURE newer", "VIEW a_nested_view", "TRIGGER named")
                .doesNotContainKeys("TRIGGER newer", "TRIGGER third", "PROCEDURE note");
        assertThat(result.notes()).anyMatch(note -> note.contains("'newer' stays as it was"));
        bench.swapBack(names).run();
        assertThat(bench.state(names.live())).isEqualTo(damaged);
    }

    @Test
    void servesStatementsThatWerePreparedBefore() throws SQLException {
        String url = "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&useServerPrepStmts=true"
                .formatted(database.host(), database.port(), database.name());
        try (Connection pooled = DriverManager.getConnection(url, database.user(), database.password());
                PreparedStatement count = pooled.prepareStatement("SELECT COUNT(*) FROM orders WHERE total > ?")) {
            assertThat(orders(count)).isZero();
            bench.cutOver(names).run(backup, false);
            assertThat(orders(count)).isEqualTo(3);
            bench.swapBack(names).run();
            assertThat(orders(count)).isZero();
        }
    }

    @Test
    void forcesACheckpointAndSetsTheServerBack() {
        String before = settings();
        SwapResult result = new CutOver(bench.mysql(), names, directory, SwapLimits.SETTLING).run(backup, false);

        assertThat(result.notes()).noneMatch(note -> note.contains("checkpoint"));
        assertThat(settings()).isEqualTo(before);
    }

    private static String settings() {
        return database.query(
                        "SELECT @@innodb_max_dirty_pages_pct AS a, @@innodb_max_dirty_pages_pct_lwm AS b, @@innodb_io_capacity AS c")
                .toString();
    }

    private static int orders(PreparedStatement count) throws SQLException {
        count.setInt(1, 0);
        try (ResultSet row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Map<String, String> tables(Map<String, String> state) {
        Map<String, String> tables = new TreeMap<>(state);
        tables.keySet().removeIf(key -> !key.startsWith("table ") && !key.startsWith("rows of "));
        return tables;
    }

    private static Map<String, String> withoutCutKeys(Map<String, String> tables) {
        tables.replaceAll((name, sql) -> sql.replaceAll(",\\s+CONSTRAINT `of_shipment`.*", ""));
        return tables;
    }
}
