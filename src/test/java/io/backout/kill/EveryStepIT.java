package io.backout.kill;

import static io.backout.kill.Strike.FREEZE;
import static io.backout.kill.Strike.KILL;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} of Backout at each moment of every step of every level. */
@Tag("long")
class EveryStepIT extends FaultSuite {
    @ParameterizedTest
    @EnumSource
    void level1GoesOnAfterBeingKilled(Moment moment) {
        killedInEveryStep(Level.ONE, moment);
    }

    @ParameterizedTest
    @EnumSource
    void level2GoesOnAfterBeingKilled(Moment moment) {
        killedInEveryStep(Level.TWO, moment);
    }

    @ParameterizedTest
    @EnumSource
    void level3AndItsUndoGoOnAfterBeingKilled(Moment moment) {
        killedInEveryStep(Level.THREE, moment);
        killedInEveryStep(Level.UNDO, moment);
    }

    @ParameterizedTest
    @CsvSource({"ONE, switchRelease", "TWO, revertSchemaChanges"})
    void goesOnAfterBeingFrozenForLongerThanTheLock(Level level, String step) {
        rolledBack(level, List.of(Fault.at(step, Moment.COMMAND_ENDED, FREEZE)));
    }

    private void killedInEveryStep(Level level, Moment moment) {
        rolledBack(
                level,
                level.steps().stream().map(step -> Fault.at(step, moment, KILL)).toList());
    }
}
