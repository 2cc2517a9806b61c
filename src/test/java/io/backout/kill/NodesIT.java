package io.backout.kill;

import static io.backout.kill.Place.AFTER_THE_RENAME;
import static io.backout.kill.Strike.FREEZE;
import static io.backout.kill.Strike.KILL;
import static io.backout.kill.Strike.KILL_AND_COMMAND_GOES_ON;

import io.backout.sample.EngineSchema;
import io.backout.sample.SampleDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two servers at once: what one leaves, or is too slow for, the other one takes over, and nothing runs twice. */
@Tag("long")
class NodesIT extends FaultSuite {
    @Override
    int nodes() {
        return 2;
    }

    @Override
    Optional<EngineSchema> engine(SampleDatabase server) {
        return Optional.of(EngineSchema.create(server, "nodes" + System.nanoTime()));
    }

    @Test
    void theOtherOneGoesOnWithLevel1() {
        rolledBack(
                Level.ONE,
                List.of(
                        Fault.at("preserveEvidence", Moment.BEFORE_THE_COMMAND, KILL),
                        Fault.beforeCommand("prepareRelease", trap(), KILL_AND_COMMAND_GOES_ON),
                        Fault.afterCommand("stopApplication", trap(), KILL),
                        Fault.at("switchRelease", Moment.COMMAND_ENDED, KILL),
                        Fault.at("startApplication", Moment.BOOKS_OPEN, KILL),
                        Fault.at("verifyRelease", Moment.LEDGER_WRITTEN, KILL)));
    }

    @Test
    void theOtherOneGoesOnInTheMiddleOfTheRevert() {
        rolledBack(
                Level.TWO,
                List.of(
                        Fault.at("revertSchemaChanges", Moment.COMMAND_ENDED, KILL),
                        Fault.at("markMigrationRolledBack", Moment.LEDGER_WRITTEN, KILL)));
    }

    @Test
    void theOtherOneGoesOnInTheMiddleOfTheCutOver() {
        rolledBack(Level.THREE, List.of(Fault.at(Level.THREE, AFTER_THE_RENAME, KILL)));
        rolledBack(Level.UNDO, List.of(Fault.at(Level.UNDO, AFTER_THE_RENAME, KILL)));
    }

    @Test
    void oneThatIsFrozenForLongerThanTheLockComesBack() {
        rolledBack(
                Level.ONE,
                List.of(
                        Fault.afterCommand("stopApplication", trap(), FREEZE),
                        Fault.at("switchRelease", Moment.BEFORE_THE_COMMAND, FREEZE),
                        Fault.at("startApplication", Moment.LEDGER_WRITTEN, FREEZE)));
    }

    @Test
    void oneThatIsFrozenInTheMiddleOfTheCutOverComesBack() {
        rolledBack(Level.THREE, List.of(Fault.at(Level.THREE, AFTER_THE_RENAME, FREEZE)));
    }
}
