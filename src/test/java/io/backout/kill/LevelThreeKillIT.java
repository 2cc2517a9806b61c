package io.backout.kill;

import static io.backout.kill.Place.ADDING_KEYS;
import static io.backout.kill.Place.AFTER_THE_RENAME;
import static io.backout.kill.Place.BEFORE_THE_RENAME;
import static io.backout.kill.Place.BEFORE_THE_START;
import static io.backout.kill.Place.BETWEEN_TABLES;
import static io.backout.kill.Place.CLEARING;
import static io.backout.kill.Place.COUNTING;
import static io.backout.kill.Place.COUNTING_AGAIN;
import static io.backout.kill.Place.CUT_OVER_DONE;
import static io.backout.kill.Place.LOADING;
import static io.backout.kill.Place.PROVEN;
import static io.backout.kill.Place.PROVING;
import static io.backout.kill.Place.RESTORED;
import static io.backout.kill.Place.SCHEMA_MADE;
import static io.backout.kill.Place.SERVICES_STOPPED;
import static io.backout.kill.Place.SNAPSHOT_BEGINS;
import static io.backout.kill.Place.SNAPSHOT_DUMPED;
import static io.backout.kill.Place.SWAP_BACK_DONE;
import static io.backout.kill.Place.TIDYING_UP;
import static io.backout.kill.Place.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutSettings;
import io.backout.sample.SampleBackups;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} of Backout and of the server in level 3: live has the rows of one state, and it goes on to its end. */
@DisabledIfEnvironmentVariable(
        named = "SAMPLE_DATABASE_URL",
        matches = ".+",
        disabledReason = "that server is not ours to kill")
class LevelThreeKillIT {
    @TempDir
    static Path shared;

    private static SampleDatabase database;
    private static SampleTarget sample;

    @TempDir
    Path directory;

    private Map<String, String> sound;
    private Map<String, String> damaged;
    private KilledRollback rollback;

    @BeforeAll
    static void setUpTheSample() {
        database = SampleDatabase.start(shared.resolve("database"));
        sample = SampleTarget.setUp(shared, database);
    }

    @AfterAll
    static void endTheSample() {
        if (sample != null) {
            sample.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void isDamagedAfterTheBackup() {
        SampleBackups backups = new SampleBackups(sample, BackoutSettings.backups(directory.resolve("backout")));
        backups.fill(500);
        sound = SampleBackups.rows(database);
        backups.take(KilledRollback.BACKUP);
        database.execute(
                "DELETE FROM payments WHERE id % 2 = 0; UPDATE orders SET total = 0; DROP TABLE stock_movements");
        damaged = SampleBackups.rows(database);
        rollback = new KilledRollback(sample, directory);
    }

    @AfterEach
    void stop() {
        rollback.close();
        sample.reset();
    }

    @Tag("long")
    @Test
    void goesOnWhereverItIsKilledAndSoDoesItsUndoing() throws IOException {
        rollback.ahead(
                SNAPSHOT_DUMPED, LOADING, BETWEEN_TABLES, PROVEN, AFTER_THE_RENAME, BEFORE_THE_START, TIDYING_UP);
        rollback.restore();
        killedBefore(SNAPSHOT_DUMPED, LOADING, BETWEEN_TABLES, PROVEN);
        rollback.sign();
        killedAfter(AFTER_THE_RENAME, BEFORE_THE_START);
        assertRestored();
        rollback.undo();
        rollback.sign();
        killedBefore(TIDYING_UP);
        assertUndone();
        assertThat(drafts()).as("left by the dump that was killed").isEmpty();
    }

    /** The live database then has no trigger, no view and no foreign key of its own: nobody can be left with that. */
    @Tag("long")
    @Test
    void bringsAHalfDoneCutOverToItsEndBeforeItStopsAndTheWayBackWorks() {
        rollback.ahead(AFTER_THE_RENAME);
        rollback.restore();
        rollback.sign();
        rollback.stopAndStrike(AFTER_THE_RENAME);
        rollback.startAgain();
        assertThat(rollback.awaitStopped())
                .isEqualTo(
                        "'hanmei' asked to stop before step 'Switch release': enough; done until then: Verify backup, Take snapshot, Restore backup aside, Verify restored copy, Prepare release, Stop services, Count loss again, Cut over; to undo it: start 'Undo cut-over' in Tasklist, which brings back the data from before, put away whole, the release and the services");
        assertThat(SampleBackups.rows(database)).isEqualTo(sound);
        rollback.undo();
        rollback.sign();
        assertUndone();
    }

    @Tag("long")
    @Test
    void goesOnWhereItIsKilledWhileTheRenameWaits() {
        rollback.restore();
        try (HeldTable held = HeldTable.hold(database, "payments")) {
            rollback.sign();
            held.awaitWaiting();
            rollback.killWithoutStart();
            assertThat(SampleBackups.rows(database)).isEqualTo(damaged);
        }
        rollback.startAgain();
        assertRestored();
    }

    @Tag("long")
    @Test
    void goesOnWhereTheServerIsKilledInTheLoadAndInTheCutOver() {
        rollback.ahead(LOADING, AFTER_THE_RENAME);
        rollback.restore();
        rollback.strikeServer();
        assertThat(SampleBackups.rows(database)).isEqualTo(damaged);
        rollback.awaitPlan();
        rollback.restartAhead();
        rollback.sign();
        rollback.strikeServer();
        assertRestored();
    }

    @Tag("long")
    @Test
    void goesOnAfterBeingKilledInEveryPlaceOfOneRollback() throws IOException {
        Place[] preparing = {
            SNAPSHOT_BEGINS,
            SNAPSHOT_DUMPED,
            SCHEMA_MADE,
            LOADING,
            BETWEEN_TABLES,
            ADDING_KEYS,
            RESTORED,
            PROVING,
            PROVEN,
            COUNTING
        };
        Place[] stopping = {SERVICES_STOPPED, COUNTING_AGAIN, BEFORE_THE_RENAME, CLEARING};
        Place[] swapped = {AFTER_THE_RENAME, TIDYING_UP, CUT_OVER_DONE, BEFORE_THE_START, VERIFYING};
        Place[] stoppingAgain = {SERVICES_STOPPED, BEFORE_THE_RENAME, CLEARING};
        Place[] swappedBack = {AFTER_THE_RENAME, TIDYING_UP, SWAP_BACK_DONE, BEFORE_THE_START, VERIFYING};
        for (Place[] places : new Place[][] {preparing, stopping, swapped, stoppingAgain, swappedBack}) {
            rollback.ahead(places);
        }
        rollback.restore();
        killedBefore(preparing);
        rollback.sign();
        killedBefore(stopping);
        killedAfter(swapped);
        assertRestored();
        rollback.undo();
        rollback.sign();
        killedAfter(stoppingAgain);
        killedBefore(swappedBack);
        assertUndone();
        assertThat(drafts()).isEmpty();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = {"SCHEMA_MADE", "BETWEEN_TABLES", "ADDING_KEYS", "PROVEN"})
    void goesOnWhereTheServerIsKilledInThePreparation(Place place) {
        rollback.ahead(place);
        rollback.restore();
        rollback.strikeServer();
        rollback.sign();
        assertRestored();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(names = {"COUNTING_AGAIN", "BEFORE_THE_RENAME", "CLEARING", "TIDYING_UP", "BEFORE_THE_START"})
    void goesOnWhereTheServerIsKilledInTheOutage(Place place) {
        rollback.ahead(place);
        rollback.restore();
        rollback.sign();
        rollback.strikeServer();
        assertRestored();
    }

    /** The present data is still live. */
    private void killedBefore(Place... places) {
        for (Place place : places) {
            rollback.strike(place);
            assertThat(SampleBackups.rows(database)).as(place.name()).isEqualTo(damaged);
            rollback.startAgain();
        }
    }

    /** The backup is live. */
    private void killedAfter(Place... places) {
        for (Place place : places) {
            rollback.strike(place);
            assertThat(SampleBackups.rows(database)).as(place.name()).containsAllEntriesOf(sound);
            rollback.startAgain();
        }
    }

    private void assertRestored() {
        rollback.awaitVerified();
        assertThat(SampleBackups.rows(database)).isEqualTo(sound);
    }

    private void assertUndone() {
        rollback.awaitVerified();
        assertThat(SampleBackups.rows(database)).isEqualTo(damaged);
    }

    private Object[] drafts() throws IOException {
        try (var sets = Files.list(BackoutSettings.backups(directory.resolve("backout")))) {
            return sets.filter(set -> set.toString().endsWith(".part")).toArray();
        }
    }
}
