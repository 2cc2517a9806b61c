package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.kill.HeldTable;
import io.backout.sample.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody can see whether a statement that must not run twice took effect: two people say so, in Tasklist. */
class ClarifyOutcomeIT {
    private static final String DOWN = "prisma/migrations/20250821015630_add_shipment_file_field/down.sql";
    private static final String DROP_COLUMN = "ALTER TABLE `shipments` DROP COLUMN `file_name`";
    private static final String WITHOUT_TRACE = "UPDATE `orders` SET `total` = `total` + 1";
    private static final String DROP_TABLE = "DROP TABLE `shipment_files`";

    private final Scene scene = Scene.shared();

    @AfterEach
    void leavesNothing() {
        scene.sample.reset();
    }

    @Tag("long")
    @Test
    void anOperatorSaysThatItHappenedAndTheCommanderConsents() throws IOException {
        String id = killedWithoutTrace();
        scene.sample.database().execute(DROP_TABLE);
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.OPERATOR)) {
            tasklist.open("Clarify outcome: easy-erp (" + id + ")");
            assertThat(tasklist.briefing())
                    .contains("Did step 'Revert schema changes' happen?", "The rollback waits for you.")
                    .contains(" UTC on server ", "What Backout sees now");
            tasklist.claim();
            tasklist.answer("It happened - go on with the next step");
            tasklist.write("reason", "Column and table are gone, and the total of order 1 reads 6.00");
            tasklist.photographAll("tasklist-clarify-once");
            tasklist.complete();
        }
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.open("Approve skip: easy-erp (" + id + ")");
            tasklist.claim();
            tasklist.answer("Consent: go on with the next step");
            tasklist.write("comment", "Saw it, too");
            tasklist.photographAll("tasklist-clarify-consent");
            assertThat(tasklist.briefing()).contains("Revert schema changes", "lilei", "Column and table are gone");
            tasklist.complete();
        }
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
    }

    /** Between the statement that changes only rows and the next one. */
    private String killedWithoutTrace() throws IOException {
        scene.prepare();
        scene.sample.breakWith(Fault.WITH_MIGRATION);
        scene.sample.database().execute("INSERT INTO customers (id, name) VALUES (1, 'A')");
        scene.sample.database().execute("INSERT INTO orders (id, customer_id, total) VALUES (1, 1, 5)");
        Files.writeString(
                scene.sample.directory().resolve(DOWN),
                String.join(";\n", DROP_COLUMN, WITHOUT_TRACE, DROP_TABLE) + ";\n");
        scene.sample.commitAll("Down");
        String id = scene.commander().rollBack(Map.of("level", 2, "release", "v1.3.0"));
        scene.commander().awaitState(id, Set.of("AWAITING_APPROVAL"), Scene.PATIENCE);
        try (HeldTable held = HeldTable.hold(scene.sample.database(), "shipment_files")) {
            Stream.of("dba", "system-administrator")
                    .forEach(duty -> Poll.until(
                            Scene.PATIENCE,
                            // The state says so a moment before the question is there.
                            () -> scene.server
                                            .as(BackoutUser.holding(duty))
                                            .approve(id, duty)
                                            .status()
                                    == 200,
                            () -> "nobody asks the " + duty));
            held.awaitWaiting();
            scene.server.kill();
            held.endWaiting();
        }
        scene.server.startAgain();
        scene.commander().awaitState(id, Set.of("NEEDS_OPERATOR"), Scene.PATIENCE);
        return id;
    }
}
