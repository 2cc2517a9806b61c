package io.backout.kill;

import io.backout.sample.EngineSchema;
import io.backout.sample.SampleDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connections of engine, ledger and record are dropped at each moment of every step. */
@Tag("long")
class EngineDatabaseIT extends FaultSuite {
    @Override
    Optional<EngineSchema> engine(SampleDatabase server) {
        return Optional.of(EngineSchema.create(server, "engine" + System.nanoTime()));
    }

    @ParameterizedTest
    @EnumSource
    void level1GoesOn(Moment moment) {
        droppedInEveryStep(Level.ONE, moment);
    }

    @ParameterizedTest
    @EnumSource
    void level2GoesOn(Moment moment) {
        droppedInEveryStep(Level.TWO, moment);
    }

    private void droppedInEveryStep(Level level, Moment moment) {
        List<Fault> faults = level.steps().stream()
                .map(step -> Fault.at(step, moment, Strike.DROP_ENGINE_CONNECTIONS))
                .toList();
        rolledBack(level, faults);
    }
}
