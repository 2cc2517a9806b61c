package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.backup.StoredObject.Kind;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** From a real client's dump to live: everything is as when it was taken, also beside the tables, and the way back too. */
class DumpedObjectsIT {
    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;

    private SwapNames names;
    private Map<String, String> sound;

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
        database.createEmpty();
        BenchSchema.tables(database, names.live());
        BenchSchema.objects(database);
        database.execute("CREATE VIEW checked AS SELECT id, line FROM log WHERE id > 0 WITH CASCADED CHECK OPTION");
        database.execute("CREATE TRIGGER noted BEFORE UPDATE ON log FOR EACH ROW BEGIN\n"
                + "  -- it's; why\n  /* and \"more */ SET NEW.line = 'a*/b'; # so\nEND");
        database.execute("CREATE PROCEDURE explained() BEGIN /* it's */ SELECT 1; -- so\nEND");
        sound = bench.state(names.live());
    }

    @Test
    void comesBackWithEverythingBesideTheTables() throws IOException {
        Path file = dump("--routines", "--events");
        BenchSchema.damage(database);
        Map<String, String> damaged = bench.state(names.live());

        SwapResult result = cutOver(file);

        assertThat(bench.state(names.live())).isEqualTo(sound);
        assertThat(RestoredRows.differences(bench.mysql(), DumpReader.read(file).dump(), table -> false))
                .isEmpty();
        assertThat(result.notes()).hasSize(1).first().asString().contains("of_shipment");

        bench.swapBack(names).run();

        assertThat(bench.state(names.live())).isEqualTo(damaged);
    }

    /** As the plan takes it, without routines and events. */
    @Test
    void leavesWhatThePlansDumpDoesNotHave() throws IOException {
        Path file = dump();
        assertThat(StoredObjects.of(DumpReader.read(file).dump()).complete())
                .containsExactlyInAnyOrder(Kind.VIEW, Kind.TRIGGER);
        BenchSchema.damage(database);
        Map<String, String> damaged = bench.state(names.live());

        cutOver(file);

        assertThat(bench.state(names.live()))
                .containsEntry("VIEW a_nested_view", sound.get("VIEW a_nested_view"))
                .containsEntry("order of triggers", sound.get("order of triggers"))
                .containsEntry("EVENT newer", damaged.get("EVENT newer"))
                .containsKey("PROCEDURE newer")
                .doesNotContainKeys("PROCEDURE note", "TRIGGER newer");
    }

    @Test
    void isCountedTableByTable() throws IOException {
        Dump dump = DumpReader.read(dump()).dump();
        assertThat(RestoredRows.differences(bench.mysql(), dump, table -> false))
                .isEmpty();
        BenchSchema.damage(database);
        database.execute("INSERT INTO customers (name) SELECT 'a' FROM information_schema.collations a, (SELECT 1 FROM"
                + " information_schema.collations LIMIT 20) b LIMIT 2000");

        assertThat(RestoredRows.differences(bench.mysql(), dump, table -> false))
                .containsExactly(
                        "table 'Ship`ments' of the backup is missing",
                        "table 'customers' has 2,002 rows instead of the backup's 2",
                        "table 'log' has 0 rows instead of the backup's 2",
                        "table 'orders' has 2 rows instead of the backup's 3",
                        "table 'new_feature' is not in the backup");
    }

    /** In the outage nothing is read again but what was written to since the copy was proven. */
    @Test
    void staysKnownOverTheRename() throws Exception {
        Path file = dump();
        ShadowSchema shadow = restore(file, DumpReader.read(file).dump());
        // A write in the second of the look would count as one after it.
        Thread.sleep(4000);
        TableMarks proven = TableMarks.read(bench.mysql(), shadow.name());
        bench.cutOver(names).run(StoredObjects.of(DumpReader.read(file).dump()), true);
        database.execute("UPDATE log SET line = 'later'; SET foreign_key_checks = 0; TRUNCATE TABLE customers");
        TableMarks now = TableMarks.read(bench.mysql(), names.live());

        assertThat(proven.unwrittenButRenamed("orders", now)).isTrue();
        assertThat(proven.unwrittenButRenamed("log", now)).isFalse();
        assertThat(RestoredRows.differences(
                        bench.mysql(), DumpReader.read(file).dump(), table -> proven.unwrittenButRenamed(table, now)))
                .containsExactly("table 'customers' has 0 rows instead of the backup's 2");
    }

    /** Nothing is created again that is right already. */
    @Test
    void isReadAsTheServerShowsIt() throws IOException {
        StoredObjects dumped =
                StoredObjects.of(DumpReader.read(dump("--routines", "--events")).dump());
        for (Kind kind : Kind.values()) {
            assertThat(dumped.of(kind))
                    .containsExactlyInAnyOrderElementsOf(
                            bench.objects(names.live()).of(kind));
        }
        assertThat(dumped.complete()).containsExactlyInAnyOrder(Kind.values());
    }

    private static Path dump(String... options) throws IOException {
        return AsideBench.of(database, directory).dump(options);
    }

    private SwapResult cutOver(Path file) throws IOException {
        Dump dump = DumpReader.read(file).dump();
        restore(file, dump);
        return bench.cutOver(names).run(StoredObjects.of(dump), false);
    }

    private ShadowSchema restore(Path file, Dump dump) throws IOException {
        ShadowSchema shadow =
                AsideBench.of(database, directory).aside(file, dump, names).restore(RestoreSettings.usual(directory));
        assertThat(new RestoredCopy(bench.mysql(), shadow, dump, Map.of()).verify(Duration.ofMinutes(1)))
                .isEmpty();
        shadow.markVerified();
        return shadow;
    }
}
