package io.backout.backup;

import static io.backout.backup.AsideBench.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are large enough to be filled in bulk, by one statement of several ranges. */
class BulkFillIT {
    /** More than two ranges of 16 MB. */
    private static final int ROWS = 80_000;

    @TempDir
    static Path directory;

    private static AsideBench bench;
    private static SampleDatabase database;

    @BeforeAll
    static void start() {
        bench = AsideBench.start(directory);
        database = bench.database();
        database.execute("SET GLOBAL local_infile = 1, max_allowed_packet = 67108864");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void hasALargeTable() {
        database.createEmpty();
        database.execute("""
                CREATE TABLE large (id INT AUTO_INCREMENT PRIMARY KEY, a TEXT, b INT, raw VARBINARY(20), UNIQUE KEY (b));
                INSERT INTO large (a, b, raw) SELECT CONCAT(REPEAT(SHA1(seq), 10), '数', SHA1(-seq)), seq, UNHEX(MD5(seq)) FROM seq_1_to_%d;
                CREATE TABLE small (id INT PRIMARY KEY);
                INSERT INTO small VALUES (1)""".formatted(ROWS));
    }

    @Test
    void fillsByOneStatementAndLeavesTheDefinitionAndFigures() throws IOException {
        Path file = bench.dump();
        assertThat(largeOf(file).inserts()).hasSizeGreaterThan(2);
        int before = loads();

        bench.aside(file).restore(bench.settings());

        assertThat(loads() - before).isEqualTo(2);
        assertThat(bench.tables(SHADOW)).isEqualTo(bench.tables(database.name()));
        assertThat(Long.parseLong(bench.one(
                        "SELECT n_rows FROM mysql.innodb_table_stats WHERE database_name = '%s' AND table_name = 'large'"
                                .formatted(SHADOW),
                        "n_rows")))
                .isBetween(ROWS / 2L, ROWS * 2L);
    }

    @Test
    void findsAPrimaryKeyThatIsThereTwice() throws IOException {
        Path file = changed("(79999,'", "(79998,'");

        assertThatThrownBy(() -> bench.aside(file).restore(bench.settings()))
                .isInstanceOf(ToolException.class)
                .hasMessageStartingWith(
                        "table 'large' could not be restored: Duplicate entry '79998' for key 'PRIMARY' (1062);");
        assertThat(database.query("SELECT * FROM `%s`.large LIMIT 1".formatted(SHADOW)))
                .isEmpty();
    }

    @Test
    void findsATextThatIsNotUtf8() throws IOException {
        Path file = changed("æ\u0095°", "æ(°");

        assertThatThrownBy(() -> bench.aside(file).restore(bench.settings()))
                .isInstanceOf(ToolException.class)
                .hasMessageStartingWith("table 'large' could not be restored: Incorrect string value: '\\xE6(\\xB0")
                .hasMessageContaining("; nor by the database's client: Incorrect string value: '\\xE6(\\xB0");
    }

    @Test
    void pausesInTheMiddleOfATableAndGoesOn() throws IOException {
        Path file = bench.dump();
        AtomicInteger asked = new AtomicInteger();
        RestoreAside aside = bench.aside(file);
        Throttle once = statement -> {
            if (asked.incrementAndGet() != 3) {
                return Optional.empty();
            }
            assertThat(aside.progress().bytes()).isBetween(1L, aside.progress().totalBytes() - 1);
            return Optional.of("the third time");
        };

        aside.restore(new RestoreSettings(1, Duration.ofMinutes(1), directory, once, () -> false));

        assertThat(bench.tables(SHADOW)).isEqualTo(bench.tables(database.name()));
        assertThat(aside.progress())
                .returns(aside.progress().totalBytes(), RestoreProgress::bytes)
                .returns(aside.progress().totalRows(), RestoreProgress::rows);
    }

    @Test
    void endsInTheMiddleOfATableAndLoadsItAgain() throws IOException {
        Path file = bench.dump();
        Map<String, String> live = bench.tables(database.name());
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> bench.aside(file)
                        .restore(new RestoreSettings(
                                1,
                                Duration.ofMinutes(1),
                                directory,
                                Throttle.NONE,
                                () -> asked.incrementAndGet() == 3)))
                .isInstanceOf(RestoreAbortedException.class);
        bench.aside(file).restore(bench.settings());

        assertThat(bench.tables(SHADOW)).isEqualTo(live);
    }

    private static DumpTable largeOf(Path file) throws IOException {
        return DumpReader.read(file).dump().tables().stream()
                .filter(table -> table.name().equals("large"))
                .findFirst()
                .orElseThrow();
    }

    private static int loads() {
        return Integer.parseInt(bench.one("SHOW GLOBAL STATUS LIKE 'Com_load'", "Value"));
    }

    /** The same length, so that only the server can find it. */
    private static Path changed(String from, String to) throws IOException {
        Path file = bench.dump();
        String sql = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(sql).contains(from);
        return Files.writeString(
                file,
                sql.substring(0, sql.lastIndexOf(from)) + to + sql.substring(sql.lastIndexOf(from) + from.length()),
                StandardCharsets.ISO_8859_1);
    }
}
