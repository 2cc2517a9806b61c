package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** What level 2 cannot do is refused before anything is touched, with the reason and the way out. */
@ExtendWith(OnTheScene.class)
class LevelTwoRefusalIT {
    private static final String MIGRATION = "20250821015630_add_shipment_file_field";
    private static final String PAYMENTS = "20250618071500_add_payments";

    private final Scene scene;

    LevelTwoRefusalIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isAsAtTheBeginning() {
        scene.reset();
    }

    @Test
    void aMigrationThatWasEditedAfterItWasApplied() {
        ReleaseOfATest.on(
                        scene.sample(),
                        "v1.3.0",
                        "v1.3.1",
                        Map.of(ReleaseOfATest.path(PAYMENTS, "migration.sql"), "-- tidied up later\n"))
                .deploy();
        ReleaseOfATest.on(scene.sample(), "v1.3.1", "v1.3.2", Map.of("server.js", "throw new Error('broken');\n"))
                .deploy();

        refuses(Map.of("release", "v1.3.1"), """
                the migrations [20250618071500_add_payments] were edited after they were applied: release '%s' has them with other contents
                HINT: choose the release that has them as they were applied, or level 3 (restore a backup).""".formatted(shortCommit("v1.3.1")));
    }

    @Test
    void aReleaseThatItselfContainsTheMigrationThatFailed() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);

        refuses(Map.of("release", Fault.FAILING_MIGRATION.tag()), """
                release '%s' itself contains the migration [%s], which failed half-way
                HINT: choose an earlier release, without that migration.""".formatted(
                        shortCommit(Fault.FAILING_MIGRATION.tag()), MIGRATION));
    }

    @Test
    void aSnapshotThatWouldTakeTooMuchRoom() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.sample().database().execute("""
                SET foreign_key_checks = 0;
                INSERT INTO shipments (order_id, carrier, file_name) SELECT 1, 'SF', REPEAT('x', 190) FROM seq_1_to_200""");

        refuses(Map.of("target", TargetsOfTheScene.LITTLE_ROOM), """
                the snapshot of what is lost would take about %s bytes, more than the limit of 20,480
                HINT: raise 'snapshot-limit' where there is room, or choose level 3.""");
    }

    @Test
    void aScriptThatNamesTheLiveDatabase() {
        String down = "ALTER TABLE `%s`.`shipments` DROP COLUMN `file_name`;\nDROP TABLE `shipment_files`;\n"
                .formatted(scene.sample().database().name());
        withDown(down);

        refuses(Map.of(), """
                'down.sql' of migration '%s' names the database 'easy_erp' itself, so it cannot be rehearsed beside it
                HINT: leave the database's name out of it; the connection knows it.""".formatted(MIGRATION));
    }

    @Test
    void aScriptThatDoesNotFit() {
        withDown("DROP TABLE `shipment_files`;\nALTER TABLE `shipments` DROP COLUMN `file`;\n");

        refuses(Map.of(), """
                'down.sql' of migration '%s' cannot be run on the schema as it is: 'ALTER TABLE `shipments` DROP COLUMN `file`' says Can't DROP COLUMN `file`; check that it exists
                HINT: write a 'down.sql' that fits what is there, or choose level 3.""".formatted(MIGRATION));
    }

    @Test
    void rowsThatDoNotFit() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.sample()
                .database()
                .execute(
                        "ALTER TABLE customers MODIFY COLUMN name VARCHAR(500) NOT NULL; INSERT INTO customers (name) VALUES (REPEAT('x', 200))");

        refuses(Map.of(), """
                rows do not fit into column customers.name as it was; count them with: SELECT COUNT(*) FROM `customers` WHERE CHAR_LENGTH(`name`) > 191
                HINT: change these rows and try again; or say in a 'down.sql' beside the migration how to go back, or choose level 3.""");
    }

    @Test
    void whatCannotBeDerived() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.sample().database().execute("ALTER TABLE shipments DROP COLUMN shipped_at");

        refuses(Map.of(), """
                column shipments.shipped_at was dropped, and its values with it
                HINT: say in a 'down.sql' beside the migration how to go back, or choose level 3.""");
    }

    @Test
    void aTargetWithoutAdministrator() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);

        refuses(Map.of("target", TargetsOfTheScene.NO_ADMINISTRATOR), """
                target 'no-administrator' has no database administrator
                HINT: set 'database-administrator' with username and password-file.""");
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "its accounts are not ours to make")
    void anAdministratorWithoutAPrivilege() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        String user = "'%s'@'%%'".formatted(TargetsOfTheScene.WEAK_USER);
        scene.sample().database().execute("""
                CREATE OR REPLACE USER %1$s IDENTIFIED BY '%2$s';
                GRANT ALL PRIVILEGES ON `backout\\_scratch\\_%%`.* TO %1$s;
                GRANT ALL PRIVILEGES ON `%3$s`.* TO %1$s;
                REVOKE ALTER, DROP ON `%3$s`.* FROM %1$s""".formatted(
                user, TargetsOfTheScene.WEAK_PASSWORD, scene.sample().database().name()));

        refuses(Map.of("target", TargetsOfTheScene.WEAK_ADMINISTRATOR), """
                the database administrator lacks [ALTER, DROP] on database 'easy_erp'
                HINT: GRANT ALTER, DROP ON `easy_erp`.* to the account of 'database-administrator'.""");
    }

    private void withDown(String script) {
        ReleaseOfATest.on(
                        scene.sample(),
                        Fault.WITH_MIGRATION.tag(),
                        "v1.4.0-other-down",
                        Map.of(ReleaseOfATest.path(MIGRATION, "down.sql"), script))
                .deploy();
    }

    private String shortCommit(String tag) {
        return scene.sample().commit(tag).substring(0, 10);
    }

    private void refuses(Map<String, ?> more, String sentence) {
        scene.awaitSettled();
        State before = State.of(scene.sample());
        Map<String, String> schema = SchemaText.of(scene.sample());
        Map<String, Object> request = new HashMap<>(Map.of("level", 2, "release", "v1.3.0"));
        request.putAll(more);
        String id = scene.commander().rollBack(request);
        Reply end = new SignedRollback(scene, id).awaitEndOrQuestion();
        assertThat(end.text("state")).isEqualTo("REFUSED");
        // How much exactly is the server's estimate.
        assertThat(end.text("message").replaceAll("about [\\d,]+ bytes", "about %s bytes"))
                .isEqualTo(sentence);
        assertThat(end.body().path("steps")).isEmpty();
        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(SchemaText.of(scene.sample())).isEqualTo(schema);
        assertThat(scene.sample().database().query("SHOW DATABASES LIKE 'backout%'"))
                .isEmpty();
        assertThat(scene.record(id).sentence("REFUSED")).endsWith("cannot be carried out: " + end.text("message"));
    }
}
