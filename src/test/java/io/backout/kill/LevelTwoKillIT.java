package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} while the schema goes back: what the server's own log saw is each statement in its order. */
@DisabledIfEnvironmentVariable(
        named = "SAMPLE_DATABASE_URL",
        matches = ".+",
        disabledReason = "the log of that server is not ours to switch on")
class LevelTwoKillIT {
    private static final String DOWN = "prisma/migrations/20250821015630_add_shipment_file_field/down.sql";
    private static final Set<String> ENDED_OR_STUCK =
            Set.of("ROLLED_BACK", "FAILED", "REFUSED", "STOPPED", "CLOSED", "AWAITING_DECISION", "NEEDS_OPERATOR");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** What the script does, and a statement that leaves no trace in the schema in its middle. */
    private static final String COLUMN = "ALTER TABLE `shipments` DROP COLUMN `file_name`";

    private static final String TABLE = "DROP TABLE `shipment_files`";
    private static final String DATA = "UPDATE `orders` SET `total` = `total` + 1";

    @TempDir
    static Path shared;

    private static SampleDatabase database;
    private static SampleTarget sample;

    @TempDir
    Path directory;

    private BackoutServer server;

    @BeforeAll
    static void setUpTheSample() {
        database = SampleDatabase.start(shared.resolve("database"));
        sample = SampleTarget.setUp(shared, database);
        database.execute("SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ON");
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
    void isBroken() {
        sample.breakWith(Fault.WITH_MIGRATION);
        database.execute("INSERT INTO customers (id, name) VALUES (1, 'A')");
        database.execute("INSERT INTO orders (id, customer_id, total) VALUES (1, 1, 5)");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        sample.reset();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnAfterAStatementThatOutlivedBackout(boolean stillRunsWhenBackoutIsBack) throws IOException {
        killedAtTheColumn(stillRunsWhenBackoutIsBack, List.of(TABLE, COLUMN));
    }

    /** The same at the first statement, and between two others. */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void goesOnAfterAnyStatement(boolean first, boolean stillRuns) throws IOException {
        killedAtTheColumn(
                stillRuns,
                first
                        ? List.of(COLUMN, TABLE)
                        : List.of("ALTER TABLE `shipment_files` DROP COLUMN `url`", COLUMN, TABLE));
    }

    @Test
    void asksWhereTheSchemaDoesNotTellAndRunsTheRest() throws IOException {
        String id = killedWithoutTrace();
        answer(id, "DID_NOT_HAPPEN");

        assertVerified(id);
        // Asked at all because this is what may happen: the answer says to take the rest up from the earliest place.
        assertThat(seen(COLUMN, DATA)).isEqualTo(List.of(COLUMN, DATA, DATA));
    }

    @Test
    void asksWhereTheSchemaDoesNotTellAndLeavesToAPersonWhatAPersonDid() throws IOException {
        String id = killedWithoutTrace();
        database.execute(TABLE);
        answer(id, "HAPPENED");
        // It can never be skipped, so a second person says so, too.
        assertThat(seen(COLUMN, DATA)).isEqualTo(List.of(COLUMN, DATA));
        answer(BackoutUser.COMMANDER, id, "SKIPPED");

        assertVerified(id);
        assertThat(seen(COLUMN, DATA)).isEqualTo(List.of(COLUMN, DATA));
    }

    private void killedAtTheColumn(boolean stillRuns, List<String> script) throws IOException {
        write(script);
        start();
        String id = planned();
        try (HeldTable held = HeldTable.hold(database, "shipments")) {
            sign(id);
            held.awaitWaiting();
            server.kill();
            if (stillRuns) {
                server.startAgain();
            }
        }
        if (!stillRuns) {
            server.startAgain();
        }
        Reply end = assertVerified(id);
        // The server itself drops a statement that still waits when its client is gone; only such a one is given again,
        // because what took effect would fail the second time.
        assertThat(end.body().path("steps").findValuesAsText("message"))
                .noneMatch(message -> message.contains("could not be run"));
        assertThat(withoutRepetition(seen(script.toArray(String[]::new)))).isEqualTo(script);
    }

    /** Between the statement that changes only rows and the next one; whether the first of them ran, nobody sees. */
    private String killedWithoutTrace() throws IOException {
        write(List.of(COLUMN, DATA, TABLE));
        start();
        String id = planned();
        try (HeldTable held = HeldTable.hold(database, "shipment_files")) {
            sign(id);
            held.awaitWaiting();
            server.kill();
            held.endWaiting();
        }
        server.startAgain();
        Reply asked = server.as(BackoutUser.COMMANDER).awaitState(id, Set.of("NEEDS_OPERATOR"), LIMIT);
        assertThat(asked.body().path("steps").findValuesAsText("outcome")).contains("UNKNOWN");
        return id;
    }

    private void answer(String id, String outcome) {
        answer(BackoutUser.OPERATOR, id, outcome);
    }

    private void answer(BackoutUser user, String id, String outcome) {
        Reply reply = server.as(user)
                .post(
                        "/api/rollbacks/%s/steps/revertSchemaChanges/outcome".formatted(id),
                        Map.of("outcome", outcome, "reason", "looked at the tables"));
        assertThat(reply.status()).as(reply.body().toPrettyString()).isEqualTo(200);
    }

    /** Beside the migration, where Backout looks; committed, so that nothing differs from the release. */
    private static void write(List<String> statements) throws IOException {
        Files.writeString(sample.directory().resolve(DOWN), String.join(";\n", statements) + ";\n");
        sample.commitAll("Down");
    }

    private void start(String... options) {
        server = BackoutServer.start(
                directory.resolve("backout"), BackoutSettings.of(sample, directory.resolve("backout")), 0, options);
    }

    /** A rehearsal runs the same statements, so the log is emptied after it. */
    private String planned() {
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        String id = commander.rollBack(Map.of("level", 2, "release", "v1.3.0"));
        Reply planned = commander.awaitState(id, Set.of("AWAITING_APPROVAL", "REFUSED", "AWAITING_DECISION"), LIMIT);
        assertThat(planned.text("state")).as(planned.body().toPrettyString()).isEqualTo("AWAITING_APPROVAL");
        database.execute("TRUNCATE TABLE mysql.general_log");
        return id;
    }

    private void sign(String id) {
        Stream.of("dba", "system-administrator")
                .forEach(duty -> Poll.until(
                        LIMIT,
                        // The state says so a moment before the question is there.
                        () -> server.as(BackoutUser.holding(duty))
                                        .approve(id, duty)
                                        .status()
                                == 200,
                        () -> "nobody asks the " + duty));
    }

    private Reply assertVerified(String id) {
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        Reply end = commander.awaitState(id, ENDED_OR_STUCK, LIMIT);
        if (end.text("state").equals("NEEDS_OPERATOR")) {
            // Right after an answer it may still say so.
            end = commander.awaitState(id, Set.of("ROLLED_BACK", "AWAITING_DECISION"), LIMIT);
        }
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
        assertThat(sample.head()).isEqualTo(sample.commit("v1.3.0"));
        assertThat(sample.health().isHealthy()).isTrue();
        assertThat(sample.processes())
                .containsOnly(Map.entry("easy-erp", "online"), Map.entry("easy-erp-worker", "online"));
        assertThat(database.query("SHOW COLUMNS FROM shipments LIKE 'file_name'"))
                .isEmpty();
        assertThat(database.query("SHOW TABLES LIKE 'shipment_files'")).isEmpty();
        assertThat(
                        database.query(
                                "SELECT id FROM _prisma_migrations WHERE migration_name LIKE '20250821%' AND rolled_back_at IS NOT NULL"))
                .hasSize(1);
        return end;
    }

    private static List<String> withoutRepetition(List<String> statements) {
        return IntStream.range(0, statements.size())
                .filter(i -> i == 0 || !statements.get(i).equals(statements.get(i - 1)))
                .mapToObj(statements::get)
                .toList();
    }

    /** Which of these statements the server was given, in its order. */
    private static List<String> seen(String... statements) {
        return database
                .query(
                        "SELECT CONVERT(argument USING utf8mb4) AS text FROM mysql.general_log WHERE command_type = 'Query' AND user_host LIKE '%\\_dba%' ORDER BY event_time")
                .stream()
                .map(row -> String.valueOf(row.get("text")))
                .flatMap(text -> List.of(statements).stream().filter(text::equals))
                .toList();
    }
}
