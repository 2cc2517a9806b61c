package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.tool.Mysql;
import io.backout.tool.Rehearsal;
import io.backout.tool.Schema;
import io.backout.tool.SchemaChange;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SchemaStatements;
import io.backout.tool.Snapshot;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a way back destroys is kept, and really comes back. */
class SnapshotIT {
    /** In a database that has nothing but numbers and plain words anything would do. */
    private static final String STRANGE = "'it''s \\\\ \"quoted\"\\r\\nand; -- 数据 🧾\\0'";

    @TempDir
    static Path directory;

    private static DatabaseBench bench;
    private static SampleDatabase database;
    private static Mysql mysql;

    private final Path file = directory.resolve("snapshot.sql");
    private Schema wanted;

    @BeforeAll
    static void start() {
        bench = DatabaseBench.start(directory);
        database = bench.database();
        mysql = bench.mysql();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void isAtTheRelease() throws IOException {
        Files.writeString(file, "");
        database.createEmpty();
        run("CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY, logs TEXT, finished_at DATETIME(3))");
        run("INSERT INTO _prisma_migrations VALUES ('a', %s, '2026-01-02 03:04:05.678'), ('b', NULL, NULL)"
                .formatted(STRANGE));
        run(
                "CREATE TABLE orders (id INT AUTO_INCREMENT, `a ``part` VARCHAR(9), PRIMARY KEY (`a ``part`, id), KEY (id))");
        run("INSERT INTO orders (`a ``part`) VALUES ('north'), ('south'), ('it''s')");
        wanted = mysql.schema();
    }

    @Test
    void bringsColumnsAndTablesBack() {
        run("ALTER TABLE orders ADD COLUMN note TEXT, ADD COLUMN photo BLOB, ADD COLUMN flags BIT(9) NOT NULL,"
                + " ADD COLUMN total DECIMAL(30, 10) NOT NULL DEFAULT 0.1");
        run(
                "UPDATE orders SET note = %s, photo = 0x00FF275C0A, flags = b'101', total = 12345678901234567890.0123456789 WHERE id = 1"
                        .formatted(STRANGE));
        run("UPDATE orders SET note = '', photo = '' WHERE id = 2");
        run("CREATE TABLE files (`the ``id` INT PRIMARY KEY, data LONGBLOB, doc JSON, at DATETIME(3), ratio DOUBLE,"
                + " twice INT AS (`the ``id` * 2) STORED, kind ENUM('a', 'é'), part VARCHAR(9) CHARACTER SET latin1)");
        run("INSERT INTO files (`the ``id`, data, doc, at, ratio, kind, part) VALUES"
                + " (1, 0x0A0D27, '{\"a\": \"\\\\n\"}', '2026-01-02 03:04:05.678', 0.1, 'é', 'é'),"
                + " (2, NULL, NULL, NULL, NULL, NULL, NULL)");

        keepAndBringBack();
    }

    /** As a team's script may ask for: it writes in one table and drops its column, and empties another one before it goes. */
    @Test
    void keepsRowsAndAColumnOfTheSameTable() {
        run("ALTER TABLE orders ADD COLUMN total INT, ADD COLUMN note TEXT");
        run("UPDATE orders SET total = 5, note = 'x' WHERE id < 3");
        run("CREATE TABLE files (id INT PRIMARY KEY, size INT)");
        run("INSERT INTO files VALUES (1, 7)");
        Map<String, List<Map<String, String>>> rows = rows();

        new Snapshot(mysql, file, 1 << 20)
                .take(List.of(
                        losing("table orders", "stays"),
                        losing("column orders.note", ""),
                        losing("column files.size", ""),
                        losing("table files", "")));
        run("UPDATE orders SET total = 0");
        run("ALTER TABLE orders DROP COLUMN note");
        run("DROP TABLE files");
        run("DELETE FROM _prisma_migrations");
        restore();

        assertThat(rows()).isEqualTo(rows);
    }

    private SchemaChange losing(String object, String to) {
        return new SchemaChange(object, mysql.schema().objects().get(object), to, "")
                .losing("SELECT COUNT(*) FROM orders");
    }

    @Test
    void keepsMoreThanOneLineOfRows() {
        run("CREATE TABLE files (id INT PRIMARY KEY, data LONGTEXT)");
        for (int i = 0; i < 5; i++) {
            run("INSERT INTO files VALUES (%d, REPEAT('x', 400000))".formatted(i));
        }

        assertThat(keepAndBringBack()).isGreaterThan(2_000_000);
    }

    @Test
    void refusesAColumnWhoseRowsCannotBeFoundAgain() {
        run("CREATE TABLE log (line TEXT)");
        wanted = mysql.schema();
        run("ALTER TABLE log ADD COLUMN level INT");
        run("INSERT INTO log VALUES ('x', 1)");

        assertThatThrownBy(
                        () -> new Snapshot(mysql, file, 1 << 20).take(reversal().changes()))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        table 'log' has no primary key, so the values of column 'level' could not be brought back
                        HINT: write a 'down.sql' that keeps them, or choose level 3.""");
    }

    /** @return size of the snapshot in bytes */
    private long keepAndBringBack() {
        Schema live = mysql.schema();
        Map<String, List<Map<String, String>>> rows = rows();
        SchemaReversal reversal = reversal();
        assertThat(reversal.impossible()).isEmpty();

        long bytes = new Snapshot(mysql, file, 1 << 24).take(reversal.changes());
        assertThat(rows()).isEqualTo(rows);
        assertThat(database.query("SHOW DATABASES LIKE 'backout%'")).isEmpty();

        List<SchemaStatement> statements =
                Rehearsal.of(mysql, rehearsal -> reversal.changes().forEach(rehearsal::run));
        new SchemaStatements(mysql, statements).run();
        assertThat(mysql.schema().differencesFrom(wanted)).isEmpty();
        run("DELETE FROM _prisma_migrations");
        restore();

        assertThat(rows()).isEqualTo(rows);
        assertThat(mysql.schema().differencesFrom(live)).isEmpty();
        return bytes;
    }

    private void restore() {
        mysql.asApplication(statement -> {
            try {
                for (String line : Files.readAllLines(file)) {
                    if (!line.startsWith("-- ")) {
                        statement.execute(line);
                    }
                }
                return file;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    /** Every row of every table; the order of columns does not matter. */
    private static Map<String, List<Map<String, String>>> rows() {
        Map<String, List<Map<String, String>>> rows = new TreeMap<>();
        for (Map<String, Object> table : database.query(
                "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()")) {
            rows.put(
                    String.valueOf(table.get("name")),
                    database.query("SELECT * FROM `%s` ORDER BY 1, 2".formatted(table.get("name"))).stream()
                            .map(SnapshotIT::readable)
                            .toList());
        }
        return rows;
    }

    private static Map<String, String> readable(Map<String, Object> row) {
        Map<String, String> values = new TreeMap<>();
        row.forEach((column, value) -> values.put(
                column, value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value)));
        return values;
    }

    private SchemaReversal reversal() {
        return SchemaReversal.of(mysql.schema(), wanted);
    }

    private static void run(String statement) {
        database.execute(statement);
    }
}
