package io.backout.kill;

import static io.backout.kill.Moment.BEFORE_THE_COMMAND;
import static io.backout.kill.Moment.BOOKS_OPEN;
import static io.backout.kill.Moment.COMMAND_ENDED;
import static io.backout.kill.Moment.LEDGER_WRITTEN;
import static io.backout.kill.Place.AFTER_THE_RENAME;
import static io.backout.kill.Place.BETWEEN_TABLES;
import static io.backout.kill.Strike.DROP_CONNECTIONS;
import static io.backout.kill.Strike.KILL;
import static io.backout.kill.Strike.KILL_AND_COMMAND_GOES_ON;
import static io.backout.kill.Strike.KILL_COMMAND;
import static io.backout.kill.Strike.KILL_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A dozen faults, one in each kind of work: whatever happens, nothing runs twice, and it ends right. */
class FaultsIT extends FaultSuite {
    @Test
    void level1GoesOnWhateverIsKilled() {
        rolledBack(
                Level.ONE,
                List.of(
                        Fault.beforeCommand("prepareRelease", trap(), KILL_AND_COMMAND_GOES_ON),
                        Fault.afterCommand("stopApplication", trap(), KILL),
                        Fault.inCheckout(sample()),
                        Fault.at("startApplication", BOOKS_OPEN, KILL),
                        Fault.at("verifyRelease", LEDGER_WRITTEN, KILL)));
        // Stopping was found done and not done again; git was killed half-way, so it ran again.
        assertThat(trap().runs("pm2 stop")).isEqualTo(1);
        assertThat(trap().runs("git reset")).isEqualTo(2);
        assertThat(trap().runs("pm2 start")).isEqualTo(1);
    }

    @Test
    void level2TakesEachStatementBackOnce() {
        rolledBack(
                Level.TWO,
                List.of(
                        Fault.inStatement("revertSchemaChanges", sample(), "shipments", DROP_CONNECTIONS),
                        Fault.at("markMigrationRolledBack", COMMAND_ENDED, KILL)));
    }

    @Test
    void level3AndItsUndoSwapOnce() {
        rolledBack(
                Level.THREE,
                List.of(
                        Fault.afterCommand("takeSnapshot", trap(), KILL_COMMAND),
                        Fault.at(Level.THREE, BETWEEN_TABLES, KILL_DATABASE),
                        Fault.at(Level.THREE, AFTER_THE_RENAME, KILL)));
        rolledBack(
                Level.UNDO,
                List.of(
                        Fault.at("swapBack", COMMAND_ENDED, KILL),
                        Fault.at("startServices", BEFORE_THE_COMMAND, KILL)));
    }
}
