package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people had entered before the cut-over can be looked at, and taken out. */
class PutAwayRowsIT {
    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;
    private static SwapNames names;
    private static PutAway putAway;

    @BeforeAll
    static void start(TestInfo test) {
        bench = CutOverBench.start(directory, SampleServer.of(test));
        database = bench.database();
        names = bench.names("RB-1");
        StoredObjects backup = bench.prepare(names);
        BenchSchema.damage(database);
        database.execute("""
                INSERT INTO customers VALUES (7, '"x", it''s\ny ☃', NULL), (8, '', 5);
                SET foreign_key_checks = 0;
                UPDATE orders SET id = 9, customer_id = 7, total = 1.5, photo = '' WHERE id = 2;
                CREATE TABLE kinds (b BIT(9), y YEAR, t TINYINT(1), d DATE, at TIMESTAMP(3) NULL, bin BINARY(2), j JSON,
                  l VARCHAR(9) CHARACTER SET latin1, r DOUBLE, id INT, part VARCHAR(9), PRIMARY KEY (part, id));
                SET sql_mode = '', time_zone = '+02:00';
                INSERT INTO kinds VALUES (b'111111111', 2026, 1, '0000-00-00', '2026-01-02 03:04:05.678', 0x2700, '{"a": 1}', 'é', 0.1, 1, 'a');
                CREATE TABLE nokey (a INT, b INT);
                INSERT INTO nokey VALUES (1, NULL);
                CREATE TABLE large (id INT PRIMARY KEY, filler TEXT);
                INSERT INTO large WITH RECURSIVE n AS (SELECT 0 AS seq UNION ALL SELECT seq + 1 FROM n WHERE seq < 316)
                  SELECT a.seq * 317 + b.seq, REPEAT('x', 1000) FROM n a JOIN n b LIMIT 100000;
                """);
        // The server gathers statistics of the large table meanwhile, and locks them.
        new CutOver(bench.mysql(), names, directory, new SwapLimits(Duration.ofSeconds(30), 1, Duration.ZERO))
                .run(backup, false);
        putAway = PutAways.list(bench.mysql()).get(0);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void tellsNullFromEmptyTextAndWritesBinaryAsHex() {
        assertThat(csv("customers", false)).isEqualTo("""
                "id","name","age"
                "1","A",
                "2","数据 🧾",
                "7","\""x"", it's
                y ☃",
                "8","","5"
                """);
        assertThat(csv("orders", false)).isEqualTo("""
                "id","customer_id","parent_id","total","twice","photo"
                "1","1",,"0.00","0.00","00FF27"
                "9","7","1","1.50","3.00",""
                """);
    }

    @Test
    void writesEveryKindAsTheServerWritesIt() {
        assertThat(csv("kinds", false)).isEqualTo("""
                "b","y","t","d","at","bin","j","l","r","id","part"
                "1FF","2026","1","0000-00-00","2026-01-02 01:04:05.678","2700","{""a"": 1}","é","0.1","1","a"
                """);
    }

    @Test
    void leavesOutWhatLiveHas() {
        assertThat(csv("orders", true)).isEqualTo("""
                "id","customer_id","parent_id","total","twice","photo"
                "9","7","1","1.50","3.00",""
                """);
        assertThat(csv("new_feature", true)).as("live has no such table").hasLineCount(3);
        assertThat(csv("kinds", true)).as("nor this one").hasLineCount(2);
        assertThat(csv("log", true)).isEqualTo("\"id\",\"line\"\n");
    }

    @Test
    void refusesToGuessWithoutAPrimaryKey() {
        assertThatThrownBy(() -> csv("nokey", true))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        table 'nokey' of schema '%s' has no primary key, so nobody can tell which of its rows are missing in live; nothing was exported
                        HINT: export all of its rows.""".formatted(names.putAway()));
        assertThat(csv("nokey", false)).isEqualTo("\"a\",\"b\"\n\"1\",\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__rb_marker", "users", "base_view"})
    void exportsOnlyTablesThatWerePutAway(String table) {
        assertThatThrownBy(() -> csv(table, false))
                .isInstanceOf(ToolException.class)
                .hasMessageStartingWith(
                        "schema '%s' has no table '%s'; nothing was exported\nHINT: choose one of: customers, kinds,"
                                .formatted(names.putAway(), table));
    }

    @Test
    void exportsOnlyFromWhatWasPutAway() {
        PutAway forged = new PutAway("mysql", "RB-1", 1, 1, 1, putAway.since());
        assertThatThrownBy(
                        () -> PutAwayRows.export(bench.mysql(), forged, "user", false, OutputStream.nullOutputStream()))
                .isInstanceOf(ToolException.class)
                .hasMessageStartingWith("schema 'mysql' holds nothing that was put away; nothing was exported");
    }

    /** 100 MB: the server must wait for the reader, who must not take all of it before the first row goes out. */
    @Test
    void writesWhileTheServerStillReadsAndEndsWhenNobodyReadsOn() {
        Watching watching = new Watching();
        assertThat(PutAwayRows.export(bench.mysql(), putAway, "large", false, watching))
                .isEqualTo(100_000);
        assertThat(watching.running).isEqualTo("1");
        assertThatThrownBy(() -> PutAwayRows.export(bench.mysql(), putAway, "large", false, new Full()))
                .hasMessage("rows of table 'large' could not be written")
                .hasRootCauseMessage("no space");
        assertThatThrownBy(() ->
                        PutAwayRows.export(bench.mysql(), putAway, "large", false, new Slow(), Duration.ofMillis(500)))
                .isInstanceOf(ToolException.class)
                .hasMessageMatching("(?s)the export was ended after its time limit, with [\\d,.]+ rows\nHINT: .*");
    }

    @Test
    void listsTheNewestFirst() {
        SwapNames second = bench.names("RB-2");
        bench.shadow(second).create("another");
        BenchSchema.tables(database, second.shadow());
        bench.shadow(second).markRestored();
        bench.shadow(second).markVerified();
        StoredObjects same = bench.objects(names.live());
        database.execute("UPDATE `%s`.__rb_marker SET at = at - INTERVAL 1 DAY".formatted(names.putAway()));
        bench.cutOver(second).run(same, false);

        assertThat(PutAways.list(bench.mysql()))
                .extracting(PutAway::schema)
                .containsExactly(second.putAway(), names.putAway());
        bench.swapBack(second).run();
        assertThat(PutAways.list(bench.mysql()))
                .extracting(PutAway::schema)
                .containsExactly(second.undone(), names.putAway());
        new PutAways(bench.mysql()).drop(second, second.undone());
        assertThat(PutAways.list(bench.mysql())).extracting(PutAway::runId).containsExactly("RB-1");
    }

    private static String csv(String table, boolean onlyMissing) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        long rows = PutAwayRows.export(bench.mysql(), putAway, table, onlyMissing, to);
        String csv = to.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertThat(rows).isNotNegative();
        return csv;
    }

    /** Looks at the first bytes whether the query is still on its way. */
    private static final class Watching extends OutputStream {
        private String running = "";

        @Override
        public void write(int value) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (running.isEmpty()) {
                running = String.valueOf(database.query("SELECT COUNT(*) AS n FROM information_schema.processlist"
                                + " WHERE id <> CONNECTION_ID() AND info LIKE '%`large`%'")
                        .get(0)
                        .get("n"));
            }
        }
    }

    private static final class Full extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            throw new IOException("no space");
        }
    }

    /** A second for all of it. */
    private static final class Slow extends OutputStream {
        @Override
        public void write(int value) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {
            java.util.concurrent.locks.LockSupport.parkNanos(length * 100L);
        }
    }
}
