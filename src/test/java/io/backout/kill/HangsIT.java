package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hangs, fills up or moves under a rollback: it waits for a person, and never claims what was not verified. */
@Tag("long")
class HangsIT extends FaultSuite {
    @Test
    void goesOnAfterCommandsThatHungBeforeTheyTookEffect() {
        rolledBack(
                Level.ONE,
                Level.ONE.steps().stream()
                        .map(step -> Fault.beforeCommand(step, trap(), Strike.HANG))
                        .toList());
    }

    @Test
    void goesOnAfterCommandsThatHungWhenTheyHadTakenEffect() {
        rolledBack(
                Level.ONE,
                Level.ONE.steps().stream()
                        .map(step -> Fault.afterCommand(step, trap(), Strike.HANG))
                        .toList());
    }

    @Test
    void npmHangs() {
        rolledBack(Level.ONE_WITH_DEPENDENCIES, List.of(Fault.npmHangs(trap())));
    }

    @Test
    void aReleaseThatHangsIsNoSuccess() {
        Observed seen = rollback()
                .run(
                        Level.ONE,
                        List.of(Fault.at("verifyRelease", Moment.BEFORE_THE_COMMAND, Strike.FREEZE_APPLICATION)));
        assertThat(seen.state()).isEqualTo("AWAITING_DECISION");
    }

    @Test
    void whatMovedSinceTheSignatureStopsIt() {
        Observed seen = rollback()
                .run(Level.TWO, List.of(Fault.at("stopApplication", Moment.BEFORE_THE_STEP, Strike.MOVE_HEAD)));
        assertThat(seen.state()).isEqualTo("AWAITING_DECISION");
        assertThat(seen.mutatingRuns()).isEmpty();
    }

    @Test
    void aFullDiskIsNoEnd() {
        rollback().disk().mount();
        rolledBack(Level.THREE, List.of(Fault.at(Level.THREE, Place.SNAPSHOT_BEGINS, Strike.FILL_DISK)));
    }

    @ParameterizedTest
    @EnumSource
    void itsOwnFullDiskIsNoEnd(Moment moment) {
        rollback().ownDisk().mount();
        rolledBack(Level.ONE, List.of(Fault.at("stopApplication", moment, Strike.FILL_OWN_DISK)));
    }
}
