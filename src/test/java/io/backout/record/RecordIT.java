package io.backout.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.sample.EngineSchema;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ledger, record and rollbacks on a real server, which was set up without a thought. */
class RecordIT {
    @TempDir
    static Path directory;

    private static SampleDatabase server;
    private static TestDatabase database;

    @BeforeAll
    static void start(TestInfo test) {
        server = SampleDatabase.start(directory, SampleServer.of(test));
        EngineSchema schema = EngineSchema.create(server, "backout");
        database = TestDatabase.on(schema.url(), schema.user(), schema.password());
    }

    @AfterAll
    static void stop() throws Exception {
        ((AutoCloseable) database.source()).close();
        server.close();
    }

    /** As it was migrated: that takes seconds, and emptying it none. */
    private static TestDatabase emptied() {
        JdbcClient jdbc = JdbcClient.create(database.source());
        for (String table : new String[] {"rollback", "step_run", "record_entry"}) {
            jdbc.sql("delete from " + table).update();
        }
        jdbc.sql("update record_head set seq = 0, hash = ?")
                .param("0".repeat(64))
                .update();
        return database;
    }

    @Test
    void tellsCaseAndAccentsApartAndTakesEveryCharacter() {
        try (RecordBench bench = new RecordBench(emptied())) {
            bench.open("shop", "Ticket-7");
            bench.open("crm", "ticket-7");
            bench.open("erp", "tícket-7 🚨");

            assertThat(bench.rollbacks.findByRequest("ticket-7").orElseThrow().target())
                    .isEqualTo("crm");
            assertThat(bench.rollbacks.findByRequest("tícket-7 🚨")).isPresent();
        }
    }

    @Test
    void losesNoMessageForItsLength() {
        String longText = "x".repeat(70_000);
        try (RecordBench bench = new RecordBench(emptied())) {
            StepRun run = bench.ledger.start("RB-1", "plan", "cutOver", 1, "node");
            bench.ledger.end(run.id(), StepRun.State.FAILED, longText, longText, java.util.Map.of());

            assertThat(bench.ledger.find(run.id()).orElseThrow().message()).isEqualTo(longText);
        }
    }

    @Nested
    class OfTheLedger extends LedgerTest {
        @Override
        TestDatabase database() {
            return emptied();
        }
    }

    @Nested
    class OfRollbacks extends RollbacksTest {
        @Override
        TestDatabase database() {
            return emptied();
        }
    }

    @Nested
    class OfTheRecord extends RollbackRecordTest {
        @Override
        TestDatabase database() {
            return emptied();
        }
    }
}
