package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.backout.plan.DataLossPreview.BackupTable;
import io.backout.plan.TableLoss.Since;
import io.backout.sample.SampleServer;
import io.backout.target.TestTarget;
import io.backout.tool.BinaryLog;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server's own binary log says was lost since a position, beside what the rows themselves tell. */
@DisabledIfEnvironmentVariable(
        named = "SAMPLE_DATABASE_URL",
        matches = ".+",
        disabledReason = "nobody knows whether that server writes a binary log")
class LoggedChangesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration NONE = Duration.ZERO;

    @TempDir
    static Path directory;

    private static DatabaseBench bench;

    private String position = "";

    @BeforeAll
    static void start(TestInfo test) {
        bench = SampleServer.withBinaryLog(() -> DatabaseBench.start(directory, SampleServer.of(test)));
    }

    @AfterAll
    static void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    @BeforeEach
    void fourOrdersAreInTheBackup() {
        bench.database().createEmpty();
        bench.database().execute("""
                CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, total DECIMAL(12, 2), note VARCHAR(90), payload BLOB, at DATETIME(3));
                INSERT INTO orders (total, note, payload, at) VALUES
                  (1.50, 'ä', x'00ff', '2026-01-01 10:00:00.123'), (2, NULL, NULL, NULL), (3, '', '', NULL), (4, 'd', NULL, NULL)""");
        position = position();
    }

    @Test
    void isExactWhateverHappenedToARow() {
        bench.database().execute("""
                INSERT INTO orders (total) VALUES (5), (6);
                DELETE FROM orders WHERE id = 6;
                UPDATE orders SET payload = x'00fe' WHERE id = 1;
                UPDATE orders SET note = 'for a moment' WHERE id = 2;
                UPDATE orders SET note = NULL WHERE id = 2;
                DELETE FROM orders WHERE id IN (3, 4);
                INSERT INTO orders (id, total, note) VALUES (4, 4, 'd')""");

        assertThat(look()).containsExactly(new TableLoss("orders", 4, 4, new Since(1, 1, "", false), true));
        assertThat(look()).allSatisfy(loss -> assertThat(loss.returning()).isEqualTo(1));
    }

    @Test
    void goesOnIntoTheNextFile() {
        bench.database().execute("UPDATE orders SET total = 9 WHERE id = 1");
        bench.database().execute("FLUSH BINARY LOGS");
        bench.database().execute("UPDATE orders SET total = 9 WHERE id = 2");

        assertThat(look()).containsExactly(new TableLoss("orders", 4, 4, new Since(0, 2, "", false), true));
    }

    @Test
    void knowsRowsThatWereWrittenAfterTheCount() {
        LoggedChanges logged = LoggedChanges.of(bench.mysql());
        List<TableLoss> counted = counted(new BackupTable("orders", 4, 5));
        bench.database().execute("INSERT INTO orders (total) VALUES (5), (6); DELETE FROM orders WHERE id = 1");

        assertThat(logged.refine(counted, log("dba"), position, LIMIT))
                .containsExactly(new TableLoss("orders", 5, 4, new Since(2, 0, "", false), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN later INT",
                "TRUNCATE TABLE orders",
                "SET SESSION binlog_format = 'STATEMENT'; UPDATE orders SET note = 'x' WHERE id < 3",
                "UPDATE orders SET id = 99 WHERE id = 1",
                "CREATE DATABASE IF NOT EXISTS elsewhere; USE elsewhere; ALTER TABLE easy_erp.orders ADD COLUMN later INT",
                "SET SESSION sql_log_bin = 0; INSERT INTO orders (total) VALUES (7), (8), (9)",
            })
    void doesNotCallExactWhatTheLogDoesNotTell(String sql) {
        bench.database().execute(sql);

        assertThat(look()).singleElement().satisfies(loss -> assertThat(loss.since())
                .matches(Since::about));
    }

    @Test
    void doesNotCallExactWhatWentAlongAForeignKey() {
        bench.database().execute("""
                CREATE TABLE items (id INT PRIMARY KEY, orderId INT, FOREIGN KEY (orderId) REFERENCES orders (id) ON DELETE CASCADE);
                CREATE TABLE parts (id INT PRIMARY KEY, itemId INT, FOREIGN KEY (itemId) REFERENCES items (id) ON DELETE SET NULL);
                CREATE TABLE bills (id INT PRIMARY KEY, orderId INT, FOREIGN KEY (orderId) REFERENCES orders (id) ON UPDATE CASCADE);
                INSERT INTO items VALUES (1, 1), (2, 2);
                INSERT INTO parts VALUES (1, 1);
                INSERT INTO bills VALUES (1, 2)""");
        position = position();
        bench.database().execute("DELETE FROM orders WHERE id = 1; UPDATE orders SET total = 0 WHERE id = 2");

        assertThat(look(
                        new BackupTable("orders", 4, 5),
                        new BackupTable("items", 2, 0),
                        new BackupTable("parts", 1, 0),
                        new BackupTable("bills", 1, 0)))
                .extracting(TableLoss::table, loss -> loss.since().about())
                .containsExactlyInAnyOrder(
                        tuple("orders", false), tuple("items", true), tuple("parts", true), tuple("bills", false));
    }

    @Test
    void looksAtNoOtherDatabase() {
        bench.database().execute("""
                CREATE DATABASE IF NOT EXISTS elsewhere; USE elsewhere; DROP TABLE IF EXISTS orders;
                CREATE TABLE orders (id INT PRIMARY KEY); INSERT INTO orders VALUES (1), (2);
                ALTER TABLE orders ADD COLUMN more INT""");

        assertThat(look()).containsExactly(new TableLoss("orders", 4, 4, new Since(0, 0, "", false), true));
    }

    @Test
    void leavesTheCountAsItIsWhereTheLogCannotBeRead() throws IOException {
        bench.database().execute("INSERT INTO orders (total) VALUES (5)");
        List<TableLoss> counted = counted(new BackupTable("orders", 4, 5));
        bench.database()
                .execute("DROP USER IF EXISTS 'poor'@'%'; CREATE USER 'poor'@'%' IDENTIFIED BY 'poor-secret';"
                        + " GRANT ALL ON easy_erp.* TO 'poor'@'%'");
        Files.writeString(directory.resolve("poor"), "poor-secret");

        for (List<TableLoss> looked : List.of(
                refined(counted, log("dba"), "", LIMIT),
                refined(counted, log("dba"), "binlog.987654:4", LIMIT),
                refined(counted, log("dba"), position, NONE),
                refined(counted, log("dba"), position.replaceFirst(":.*", ":5"), LIMIT),
                refined(counted, log("poor"), position, LIMIT))) {
            assertThat(looked).isEqualTo(counted);
        }
        assertThat(counted).allMatch(loss -> loss.since().about());
    }

    private List<TableLoss> look() {
        return look(new BackupTable("orders", 4, 5));
    }

    private List<TableLoss> look(BackupTable... backup) {
        LoggedChanges logged = LoggedChanges.of(bench.mysql());
        return logged.refine(counted(backup), log("dba"), position, LIMIT);
    }

    private static List<TableLoss> refined(List<TableLoss> counted, BinaryLog log, String position, Duration limit) {
        return LoggedChanges.of(bench.mysql()).refine(counted, log, position, limit);
    }

    private static List<TableLoss> counted(BackupTable... backup) {
        Mysql mysql = bench.mysql();
        return new DataLossPreview(Clock.systemUTC(), LIMIT).look(mysql, List.of(backup), Instant.now());
    }

    /** @param account the administrator, or one of that name without privileges for it */
    private static BinaryLog log(String account) {
        String user = account.equals("dba") ? bench.database().dbaUser() : account;
        return new BinaryLog(
                TestTarget.in(directory)
                        .administrator(user, directory.resolve(account))
                        .target(),
                DatabaseUrl.parse(bench.database().url()));
    }

    private static String position() {
        Map<String, Object> status =
                bench.database().query("SHOW MASTER STATUS").get(0);
        return status.get("File") + ":" + status.get("Position");
    }
}
