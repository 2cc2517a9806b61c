package io.backout.backup;

import static io.backout.backup.AsideBench.RUN;
import static io.backout.backup.AsideBench.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client dumped comes back beside the live database, row for row, and live is left alone. */
class RestoreAsideIT {
    @TempDir
    static Path directory;

    private static AsideBench bench;
    private static SampleDatabase database;

    @BeforeAll
    static void start(TestInfo test) {
        bench = AsideBench.start(directory, SampleServer.of(test));
        database = bench.database();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void hasAnErp() {
        database.createEmpty();
        database.execute("SET GLOBAL local_infile = 1, max_allowed_packet = 67108864");
        EveryKind.create(database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--skip-hex-blob", "--hex-blob", "--complete-insert", "--skip-extended-insert"})
    void bringsEveryKindOfTableBack(String option) throws IOException {
        Path file = bench.dump(option);
        assertThat(DumpReader.read(file).dump().tables())
                .filteredOn(DumpTable::loadable)
                .hasSize(
                        switch (option) {
                            case "--complete-insert" -> 1;
                            case "--hex-blob" -> EveryKind.LOADABLE - EveryKind.BINARY - withColumnList();
                            default -> EveryKind.LOADABLE - insertedOnMySql();
                        });
        Map<String, String> live = bench.tables(database.name());

        bench.aside(file).restore(bench.settings());

        isRestoredAs(live);
        assertThat(bench.tables(database.name())).isEqualTo(live);
    }

    @Test
    void bringsThemBackWithoutLoadData() throws IOException {
        database.execute("SET GLOBAL local_infile = 0");
        Path file = bench.dump();
        Map<String, String> live = bench.tables(database.name());

        bench.aside(file).restore(bench.settings());

        isRestoredAs(live);
    }

    /** Only one row can make a statement so long, and only as a literal is it one that LOAD DATA cannot take. */
    @Test
    void leavesARowToTheClientThatIsTooLongForItsMemory() throws IOException {
        database.execute(
                "CREATE TABLE scans (id INT AUTO_INCREMENT PRIMARY KEY, page LONGBLOB, name VARCHAR(9), KEY (name))"
                        + " AUTO_INCREMENT = 77; INSERT INTO scans VALUES (1, REPEAT('\\0\\n\\'x', 2500000), '数'), (2, 'short', 'x')");
        Path file = bench.dump("--hex-blob");
        Map<String, String> live = bench.tables(database.name());
        RestoreAside aside = bench.aside(file);

        aside.restore(bench.settings());

        isRestoredAs(live);
        assertThat(aside.progress())
                .returns(aside.progress().totalBytes(), RestoreProgress::bytes)
                .returns(aside.progress().totalRows(), RestoreProgress::rows);
    }

    @Test
    void restoresWhatWasChangedAndDroppedSince() throws IOException {
        Path file = bench.dump();
        Map<String, String> then = bench.tables(database.name());
        database.execute("DELETE FROM OrderItem; UPDATE `Order` SET note = 'wrong'; SET foreign_key_checks = 0;"
                + " DROP TABLE Customer; TRUNCATE TABLE texts; CREATE TABLE later (id INT PRIMARY KEY)");
        Map<String, String> live = bench.tables(database.name());

        bench.aside(file).restore(bench.settings());

        isRestoredAs(then);
        assertThat(bench.tables(database.name())).isEqualTo(live);
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".zst"})
    void unpacksOnceAndLeavesNothingBehind(String ending) throws IOException {
        Path plain = bench.dump();
        Path packed = directory.resolve("full_backup.sql" + ending);
        try (OutputStream out = packing(packed)) {
            Files.copy(plain, out);
        }
        Files.delete(plain);

        bench.aside(packed).restore(bench.settings());

        isRestoredAs(bench.tables(database.name()));
        assertThat(directory.resolve("unpacked.sql")).doesNotExist();
    }

    private static OutputStream packing(Path packed) throws IOException {
        OutputStream file = Files.newOutputStream(packed);
        return packed.toString().endsWith(".gz") ? new GZIPOutputStream(file) : new ZstdOutputStream(file);
    }

    @Test
    void loadsByLoadDataWhereThatIsSafe() throws IOException {
        Path file = bench.dump();
        String before = bench.one("SHOW GLOBAL STATUS LIKE 'Com_load'", "Value");
        String inserts = bench.one("SHOW GLOBAL STATUS LIKE 'Com_insert'", "Value");

        bench.aside(file).restore(bench.settings());

        assertThat(Long.parseLong(bench.one("SHOW GLOBAL STATUS LIKE 'Com_load'", "Value")) - Long.parseLong(before))
                .isEqualTo(EveryKind.LOADABLE_WITH_ROWS - insertedOnMySql());
        assertThat(Long.parseLong(bench.one("SHOW GLOBAL STATUS LIKE 'Com_insert'", "Value")) - Long.parseLong(inserts))
                .isEqualTo(EveryKind.INSERTED + insertedOnMySql());
    }

    @Test
    void namesTheTableThatDoesNotComeInWhole() throws IOException {
        Path file = bench.dump();
        Dump dump = DumpReader.read(file).dump();
        List<DumpTable> tables = new ArrayList<>(dump.tables());
        tables.replaceAll(table -> table.name().equals("OrderItem") ? withOneRowMore(table) : table);

        assertThatThrownBy(() -> bench.aside(file, with(dump, tables)).restore(bench.settings()))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        table 'OrderItem' could not be restored: 500 rows came in instead of 501; nor by the database's client: 500 rows came in instead of 501; the live database was not touched
                        HINT: choose another backup, or find out what this one says about the table.""");
        assertThat(whole()).doesNotContain("OrderItem");
        assertThat(database.query("SELECT * FROM `%s`.OrderItem".formatted(SHADOW)))
                .isEmpty();
    }

    @Test
    void namesTheTableWhoseRowsBreakARule() throws IOException {
        Path file = bench.dump();
        String sql = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        // The same length, so that only the server can find it.
        Files.writeString(file, sql.replace("(2,'SO-2',", "(2,'SO-1',"), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> bench.aside(file).restore(bench.settings()))
                .isInstanceOf(ToolException.class)
                .hasMessageMatching(
                        "(?s)the indexes of table 'Order' could not be made: Duplicate entry 'SO-1' for key '(Order\\.)?Order_number_key' \\(1062\\);.*");
        assertThat(whole()).doesNotContain("Order");
    }

    @Test
    void goesOnFromTheTablesThatAreWhole() throws IOException {
        Path file = bench.dump();
        AtomicInteger asked = new AtomicInteger();
        RestoreAside first = bench.aside(file);

        assertThatThrownBy(() -> first.restore(aborted(() -> asked.incrementAndGet() > 6)))
                .isInstanceOf(RestoreAbortedException.class)
                .hasMessage("""
                        the restore into '%s' was ended on request; the live database was not touched
                        HINT: restore again to go on from the tables that are whole, or drop the schema.""".formatted(SHADOW));
        List<String> whole = whole();
        assertThat(whole).isNotEmpty().hasSizeLessThan(EveryKind.TABLES);
        assertThat(first.progress().rows()).isBetween(1L, first.progress().totalRows() - 1);

        Map<String, String> made = created();
        RestoreAside second = bench.aside(file);
        second.restore(bench.settings());

        isRestoredAs(bench.tables(database.name()));
        // A table that was made anew would have been created later.
        assertThat(created()).containsAllEntriesOf(only(made, whole));
        assertThat(second.progress())
                .returns(second.progress().totalBytes(), RestoreProgress::bytes)
                .returns(second.progress().totalRows(), RestoreProgress::rows);
    }

    @Test
    void restoresTwiceWithoutLoadingTwice() throws IOException {
        Path file = bench.dump();
        bench.aside(file).restore(bench.settings());
        Map<String, String> made = created();

        bench.aside(file).restore(bench.settings());

        assertThat(created()).isEqualTo(made);
        isRestoredAs(bench.tables(database.name()));
    }

    @Test
    void goesOnAfterItsConnectionsAreKilled() throws IOException {
        Path file = bench.dump();
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> bench.aside(file).restore(aborted(() -> {
                    if (asked.incrementAndGet() == 5) {
                        database.query("SELECT id AS id FROM information_schema.processlist WHERE db = '%s'"
                                        .formatted(SHADOW))
                                .forEach(row -> database.execute("KILL " + row.get("id")));
                    }
                    return false;
                })))
                .isInstanceOf(ToolException.class);
        assertThat(whole()).isNotEmpty();

        bench.aside(file).restore(bench.settings());
        isRestoredAs(bench.tables(database.name()));
    }

    @Test
    void pausesWhileTheServerIsBusyAndSaysWhy() throws IOException {
        Path file = bench.dump();
        AtomicInteger asked = new AtomicInteger();
        RestoreAside aside = bench.aside(file);
        List<String> said = new ArrayList<>();
        Throttle busyOnce = statement -> asked.incrementAndGet() == 1
                ? new ServerThrottle(-1, 100, Duration.ofHours(1), 0, directory).reasonToPause(statement)
                : Optional.empty();

        aside.restore(new RestoreSettings(1, Duration.ofMinutes(1), directory, busyOnce, () -> {
            said.add(aside.progress().now());
            return false;
        }));

        assertThat(said).anyMatch(now -> now.matches("pausing: \\d+ other threads run in the server, more than -1"));
        isRestoredAs(bench.tables(database.name()));
    }

    @Test
    void leavesASchemaAloneThatIsNotOurs() throws IOException {
        Path file = bench.dump();
        database.execute("CREATE DATABASE `%1$s`; CREATE TABLE `%1$s`.precious (id INT)".formatted(SHADOW));
        ShadowSchema shadow = new ShadowSchema(bench.mysql(), AsideBench.NAMES);

        assertThatThrownBy(() -> bench.aside(file).restore(bench.settings()))
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        schema '%s' does not carry the marker of rollback 'RB-20261123-001'; nothing was restored
                        HINT: look at what is in it; when nobody needs it, drop it by hand.""".formatted(SHADOW));
        assertThatThrownBy(shadow::drop)
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("does not carry the marker of rollback 'RB-20261123-001'; it was not dropped");
        assertThat(bench.names(SHADOW)).containsExactly("precious");

        database.execute(
                "CREATE TABLE `%1$s`.__rb_marker (run_id VARCHAR(64)); INSERT INTO `%1$s`.__rb_marker VALUES ('RB-2')"
                        .formatted(SHADOW));
        assertThatThrownBy(shadow::drop).isInstanceOf(ToolException.class);
        assertThat(bench.names(SHADOW)).containsExactly("precious");
    }

    @Test
    void dropsItsOwn() throws IOException {
        bench.aside(bench.dump()).restore(bench.settings()).drop();
        assertThat(database.query("SHOW DATABASES LIKE '%\\_\\_rb\\_%'")).isEmpty();
    }

    @Test
    void takesOverASchemaInWhichItDiedBeforeItsFirstMark() throws IOException {
        database.execute("CREATE DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci".formatted(SHADOW));
        bench.aside(bench.dump()).restore(bench.settings());
        isRestoredAs(bench.tables(database.name()));
    }

    @Test
    void refusesAFileThatIsNotTheVerifiedOne() throws IOException {
        Path file = bench.dump();
        Dump dump = DumpReader.read(file).dump();
        Files.writeString(file, "-- and more\n", java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> bench.aside(file, dump).restore(bench.settings()))
                .isInstanceOf(ToolException.class)
                .hasMessageMatching("(?s)backup '.*' has \\d+ bytes of SQL instead of the \\d+ that were verified;.*");
        assertThat(database.query("SHOW DATABASES LIKE '%\\_\\_rb\\_%'")).isEmpty();
    }

    /** MySQL's client names the columns of a table with generated ones, and such statements are no input for LOAD DATA. */
    private static int withColumnList() {
        return isMySql() ? 1 : 0;
    }

    /** MySQL's client says of binary values that they are such, which LOAD DATA does not understand. */
    private static int insertedOnMySql() {
        return isMySql() ? withColumnList() + EveryKind.BINARY : 0;
    }

    private static boolean isMySql() {
        return database.server() == SampleServer.MYSQL;
    }

    private static void isRestoredAs(Map<String, String> wanted) {
        Map<String, String> restored = bench.tables(SHADOW);
        assertThat(restored.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((name, table) -> assertThat(restored.get(name)).as(name).isEqualTo(table));
    }

    private RestoreSettings aborted(BooleanSupplier when) {
        return new RestoreSettings(2, Duration.ofMinutes(1), directory, Throttle.NONE, when);
    }

    private static DumpTable withOneRowMore(DumpTable table) {
        List<InsertRange> ranges = table.inserts().stream()
                .map(range -> new InsertRange(range.begin(), range.end(), range.rows() + 1))
                .toList();
        return new DumpTable(table.name(), table.create(), table.rows() + 1, ranges, table.loadable());
    }

    private static Dump with(Dump dump, List<DumpTable> tables) {
        return new Dump(dump.header(), dump.bytes(), tables, dump.objects(), dump.migrations(), dump.problems());
    }

    private static List<String> whole() {
        return database
                .query("SELECT table_name AS name FROM `%s`.__rb_marker WHERE phase = 'WHOLE' AND run_id = '%s'"
                        .formatted(SHADOW, RUN))
                .stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
    }

    /** Table to InnoDB's number of it, which is another one for a table that was made anew. */
    private static Map<String, String> created() {
        Map<String, String> ids = new java.util.TreeMap<>();
        database.query(
                        "SELECT name AS name, table_id AS id FROM information_schema.%s WHERE name LIKE '%%\\_\\_rb\\_%%'"
                                .formatted(isMySql() ? "innodb_tables" : "innodb_sys_tables"))
                .forEach(row -> ids.put(
                        String.valueOf(row.get("name")).replaceFirst(".*/", ""), String.valueOf(row.get("id"))));
        return ids;
    }

    private static Map<String, String> only(Map<String, String> all, List<String> names) {
        Map<String, String> some = new java.util.TreeMap<>(all);
        some.keySet().retainAll(names);
        return some;
    }
}
