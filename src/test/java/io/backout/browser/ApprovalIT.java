package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.sample.Fault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Level 2 in Tasklist: the commander decides, two other people read one page each and sign. */
class ApprovalIT {
    private static Scene scene;

    @BeforeAll
    static void setUp() {
        scene = Scene.shared();
    }

    @Test
    void takesAMigrationBackOnceTwoPeopleSigned() {
        scene.prepare();
        scene.sample.breakWith(Fault.WITH_MIGRATION);
        scene.sample.database().execute("INSERT INTO customers (name) VALUES ('Nordwind'), ('Südwind')");
        scene.sample.database().execute("INSERT INTO orders (customer_id, total) SELECT id, 12.5 FROM customers");
        scene.sample
                .database()
                .execute("INSERT INTO shipments (order_id, carrier) SELECT id, 'Ship and Co' FROM orders");
        scene.sample
                .database()
                .execute("INSERT INTO shipment_files (shipment_id, url) SELECT id, 'https://files/x' FROM shipments");
        scene.sample.database().execute("UPDATE shipments SET file_name = 'way-bill.pdf' LIMIT 1");
        String id;
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.openReport();
            tasklist.tick("symptomDoesNotStart");
            tasklist.write("reason", "v1.4.0 crashes, and its migration is applied");
            tasklist.start();
            tasklist.awaitStart();
            id = scene.newestRollback();
            tasklist.open("Decide level: easy-erp (" + id + ")");
            tasklist.browser.photograph("tasklist-decide-level-2");
            assertThat(tasklist.briefing())
                    .contains("Recommended: level 2, roll back the migration, then the application")
                    .contains("Level 2 goes from v1.4.0-with-migration back to v1.3.0.");
            assertThat(tasklist.chosen("release")).startsWith("v1.3.0 - seen healthy");
            tasklist.write("reason", "the release cannot start");
            tasklist.write("whyNotRepair", "nobody knows why it crashes");
            tasklist.complete();
        }
        sign(id, BackoutUser.DBA, "dba", "tasklist-approve");
        sign(id, BackoutUser.SYSTEM_ADMINISTRATOR, "system-administrator", "tasklist-approve-filled");

        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
        assertThat(scene.sample.health().version()).isEqualTo("1.3.0");
    }

    private static void sign(String id, BackoutUser user, String duty, String picture) {
        try (Tasklist tasklist = new Tasklist(scene.server, user)) {
            tasklist.open("Approve plan: easy-erp (" + id + ") as " + duty);
            tasklist.claim();
            tasklist.browser.photograph(picture + "-open");
            tasklist.answer("Approve: carry out exactly this plan");
            tasklist.write("comment", "Read every statement");
            tasklist.browser.photograph(picture);
            assertThat(tasklist.briefing())
                    .contains("Sign as " + duty + ": level 2 for 'easy-erp'")
                    .contains("easy-erp goes back from v1.4.0-with-migration to v1.3.0")
                    .contains("table shipment_files (2 rows), at most 102 when it runs")
                    .contains("column shipments.file_name (1 value), at most 101 when it runs");
            tasklist.complete();
        }
    }
}
