package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.sample.EngineSchema;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** One sample, whose database server keeps a log of what took effect, and a Backout of its own for each test. */
@DisabledIfEnvironmentVariable(
        named = "SAMPLE_DATABASE_URL",
        matches = ".+",
        disabledReason = "that server is not ours to kill")
abstract class FaultSuite {
    @TempDir
    static Path shared;

    private static SampleDatabase database;
    private static SampleTarget sample;

    @TempDir
    Path directory;

    private FaultyRollback rollback;

    @BeforeAll
    static void setUpTheSample() {
        SqlLog.on();
        database = SampleDatabase.start(shared.resolve("database"));
        sample = SampleTarget.setUp(shared, database);
    }

    @AfterAll
    static void endTheSample() {
        SqlLog.off();
        FaultTable.write();
        if (sample != null) {
            sample.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void setTheTrap() {
        rollback = new FaultyRollback(sample, new SqlLog(database), directory, nodes(), engine(database));
    }

    /** How many servers share the work. */
    int nodes() {
        return 1;
    }

    /** Where they keep what they know; empty for a file. */
    Optional<EngineSchema> engine(SampleDatabase server) {
        return Optional.empty();
    }

    @AfterEach
    void stop() {
        rollback.close();
        sample.reset();
    }

    /** Through these faults, to a success that every oracle believes. */
    void rolledBack(Level level, List<Fault> faults) {
        Observed seen = rollback.run(level, faults);
        assertThat(seen.state()).as("%s", seen.message()).isEqualTo("ROLLED_BACK");
    }

    FaultyRollback rollback() {
        return rollback;
    }

    CommandTrap trap() {
        return rollback.trap();
    }

    static SampleTarget sample() {
        return sample;
    }
}
