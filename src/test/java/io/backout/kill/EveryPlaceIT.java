package io.backout.kill;

import static io.backout.kill.Place.AFTER_THE_RENAME;
import static io.backout.kill.Place.BEFORE_THE_RENAME;
import static io.backout.kill.Place.CLEARING;
import static io.backout.kill.Place.LOADING;
import static io.backout.kill.Place.TIDYING_UP;
import static io.backout.kill.Strike.DROP_CONNECTIONS;
import static io.backout.kill.Strike.FREEZE;
import static io.backout.kill.Strike.KILL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every other fault in the middle of the steps: of commands, of statements, of the database server. */
@Tag("long")
class EveryPlaceIT extends FaultSuite {
    private static final List<Place> SWAPPING = List.of(BEFORE_THE_RENAME, CLEARING, AFTER_THE_RENAME, TIDYING_UP);

    @ParameterizedTest
    @EnumSource(names = {"KILL", "DROP_CONNECTIONS", "KILL_DATABASE", "FREEZE_DATABASE"})
    void level3AndItsUndoGoOn(Strike strike) {
        List<Place> places = Arrays.stream(Place.values())
                // There Backout asks nothing of the database, or is only about to connect.
                .filter(place -> strike == KILL || place != Place.SNAPSHOT_BEGINS && place != Place.COUNTING)
                .filter(place -> strike != DROP_CONNECTIONS || place != Place.PROVEN)
                .toList();
        rolledBack(Level.THREE, at(Level.THREE, places, strike));
        rolledBack(Level.UNDO, at(Level.UNDO, SWAPPING, strike));
    }

    @Test
    void level3GoesOnAfterBeingFrozenForLongerThanTheLock() {
        rolledBack(Level.THREE, at(Level.THREE, List.of(LOADING, AFTER_THE_RENAME), FREEZE));
    }

    /** The live database then has no trigger, no view and no foreign key of its own: nobody can be left with that. */
    @Test
    void aHalfDoneCutOverComesToItsEndBeforeItIsLeftAndTheWayBackWorks() {
        Observed stopped =
                rollback().run(Level.THREE, List.of(Fault.at(Level.THREE, AFTER_THE_RENAME, Strike.STOP_AND_KILL)));
        assertThat(stopped.state()).isEqualTo("STOPPED");
        assertThat(stopped.message())
                .isEqualTo(
                        "'hanmei' asked to stop before step 'Switch release': enough; done until then: Verify backup, Take snapshot, Restore backup aside, Verify restored copy, Prepare release, Stop services, Count loss again, Cut over; to undo it: start 'Undo cut-over' in Tasklist, which brings back the data from before, put away whole, the release and the services");
        assertThat(stopped.look().rows()).isEqualTo(stopped.wanted().rows());
        rolledBack(Level.UNDO, List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL", "KILL_AND_COMMAND_GOES_ON", "DROP_CONNECTIONS", "FREEZE_DATABASE"})
    void theStatementThatCountsWaits(Strike strike) {
        rolledBack(Level.TWO, List.of(Fault.inStatement("revertSchemaChanges", sample(), "shipments", strike)));
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL", "KILL_AND_COMMAND_GOES_ON", "KILL_COMMAND"})
    void aCommandOfLevel1IsAboutToRun(Strike strike) {
        rolledBack(
                Level.ONE,
                commands().stream()
                        .map(step -> Fault.beforeCommand(step, trap(), strike))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL", "KILL_AND_COMMAND_GOES_ON", "KILL_COMMAND"})
    void aCommandOfLevel1TookEffect(Strike strike) {
        rolledBack(
                Level.ONE,
                commands().stream()
                        .map(step -> Fault.afterCommand(step, trap(), strike))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL", "KILL_AND_COMMAND_GOES_ON", "KILL_COMMAND"})
    void aCommandOfLevel3TookEffect(Strike strike) {
        rolledBack(
                Level.THREE,
                List.of("takeSnapshot", "stopServices", "startServices").stream()
                        .map(step -> Fault.afterCommand(step, trap(), strike))
                        .toList());
    }

    private static List<String> commands() {
        return Level.ONE.steps();
    }

    private static List<Fault> at(Level level, List<Place> places, Strike strike) {
        return places.stream().map(place -> Fault.at(level, place, strike)).toList();
    }
}
