package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.ToolException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a rollback's schema says of itself, and which ones are cleared away. */
class ShadowSchemaIT {
    @TempDir
    static Path directory;

    private static CutOverBench bench;
    private static SampleDatabase database;

    private final SwapNames names = bench.names("RB-1");
    private final ShadowSchema shadow = bench.shadow(names);

    @BeforeAll
    static void start(TestInfo test) {
        bench = CutOverBench.start(directory, SampleServer.of(test));
        database = bench.database();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @AfterEach
    void isEmptyAgain() {
        database.createEmpty();
        schemas().forEach(schema -> database.execute("DROP DATABASE `%s`".formatted(schema)));
    }

    @Test
    void isVerifiedOnlyOnceItIsWholeAndOnlyForItsOwnDump() {
        assertThat(shadow.isVerified("a")).isFalse();
        shadow.create("a");
        assertThatThrownBy(shadow::markVerified)
                .isInstanceOf(ToolException.class)
                .hasMessage("""
                        the restore into schema '%s' has not ended; it was not marked as verified
                        HINT: restore the copy to its end, and verify it then.""".formatted(shadow.name()));
        shadow.markRestored();
        assertThat(shadow.isVerified("a")).isFalse();

        shadow.markVerified();

        assertThat(shadow.isVerified("a")).isTrue();
        assertThat(shadow.isVerified("b")).isFalse();
        shadow.create("a");
        assertThat(shadow.isVerified("a")).isFalse();
    }

    @Test
    void goesOnWithTheSameDumpAndBeginsAnewWithAnother() {
        shadow.create("a");
        database.execute("CREATE TABLE `%s`.loaded (id INT)".formatted(shadow.name()));

        shadow.create("a");
        assertThat(bench.tables(shadow.name())).containsKey("table loaded");

        shadow.create("b");
        assertThat(bench.tables(shadow.name())).isEmpty();
    }

    @Test
    void clearsOnlyUnusedCopiesOfOtherRollbacksAway() {
        shadow.create("a");
        ShadowSchema other = bench.shadow(bench.names("RB-2"));
        other.create("a");
        ShadowSchema interrupted = bench.shadow(bench.names("RB-3"));
        interrupted.create("a");
        phase(interrupted.name(), "SWAPPING");
        String live = names.live();
        // "_" stands for any character where a pattern is meant.
        String alike = live.replace('_', 'x') + "__rb_2";
        String copied = live + "__rb_copied";
        String putAway = bench.names("RB-4").putAway();
        for (String schema : List.of(alike, copied, putAway)) {
            database.execute("CREATE DATABASE `%1$s`; CREATE TABLE `%1$s`.__rb_marker LIKE `%2$s`.__rb_marker;"
                            .formatted(schema, other.name())
                    + " INSERT INTO `%s`.__rb_marker SELECT * FROM `%s`.__rb_marker".formatted(schema, other.name()));
        }
        database.execute("UPDATE `%s`.__rb_marker SET run_id = 'RB-4', phase = 'SWAPPED'".formatted(putAway));
        String theirs = live + "__rb_theirs";
        database.execute("CREATE DATABASE `%1$s`; CREATE TABLE `%1$s`.__rb_marker (run_id INT)".formatted(theirs));

        assertThat(ShadowSchema.dropOthers(bench.mysql(), names)).containsExactly(other.name());

        assertThat(schemas())
                .containsExactlyInAnyOrder(shadow.name(), interrupted.name(), alike, copied, putAway, theirs);
        assertThat(ShadowSchema.dropOthers(bench.mysql(), names)).isEmpty();
    }

    private static void phase(String schema, String phase) {
        database.execute("UPDATE `%s`.__rb_marker SET phase = '%s'".formatted(schema, phase));
    }

    private List<String> schemas() {
        return database
                .query(
                        "SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE 'easy%' AND schema_name <> '"
                                + names.live() + "'")
                .stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
    }
}
