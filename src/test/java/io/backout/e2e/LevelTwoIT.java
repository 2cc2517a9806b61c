package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.sample.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Level 2 on the sample, for every state that a migration can be in. */
@ExtendWith(OnTheScene.class)
class LevelTwoIT {
    private static final String MIGRATION = "20250821015630_add_shipment_file_field";
    private static final String LATER = "20250901080000_add_customer_notes";
    private static final String CONTENTS =
            "SELECT id, file_name, (SELECT MAX(url) FROM shipment_files WHERE shipment_id = shipments.id) AS url FROM shipments ORDER BY id";

    private final Scene scene;

    LevelTwoIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isAsAtTheBeginning() {
        scene.reset();
    }

    @Test
    void takesBackAMigrationThatFailedAtItsThirdStatement() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.plan().path("signatures").toString()).isEqualTo("[\"dba\",\"system-administrator\"]");
        // Its down.sql begins with a column that the migration never got to.
        assertThat(rollback.statements())
                .containsExactlyInAnyOrder(
                        ": ALTER TABLE `shipments` DROP COLUMN `file_name`", ": DROP TABLE `shipment_files`");
        rollback.answer(BackoutUser.DBA, "dba", "APPROVE", "read and understood");
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit(Fault.FAILING_MIGRATION.tag()));
        assertThat(rolledBack()).isEmpty();
        rollback.answer(BackoutUser.SYSTEM_ADMINISTRATOR, "system-administrator", "APPROVE", "understood");

        rollback.awaitVerified();
        assertThat(rolledBack()).containsExactly(MIGRATION);
        deployRepaired();
    }

    @Test
    void takesBackAMigrationByItsOwnScriptAndKeepsWhatIsLost() throws IOException {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        fill();
        List<Map<String, Object>> contents = scene.sample().database().query(CONTENTS);
        List<Map<String, Object>> history = history();

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.statements())
                .containsExactly(
                        MIGRATION + ": DROP TABLE `shipment_files`",
                        MIGRATION + ": ALTER TABLE `shipments` DROP COLUMN `file_name`");
        assertThat(rollback.losses()).containsExactly("table shipment_files 1", "column shipments.file_name 2");
        rollback.sign().awaitVerified();
        assertThat(rolledBack()).containsExactly(MIGRATION);

        scene.sample()
                .database()
                .execute(Files.readString(scene.evidence(rollback.id()).resolve("snapshot.sql")));
        assertThat(scene.sample().database().query(CONTENTS)).isEqualTo(contents);
        assertThat(history()).isEqualTo(history);
    }

    @Test
    void takesBackAMigrationThatHasNoScript() {
        ReleaseOfATest.on(
                        scene.sample(),
                        Fault.WITH_MIGRATION.tag(),
                        "v1.4.0-without-down",
                        Map.of(ReleaseOfATest.path(MIGRATION, "down.sql"), ""))
                .deploy();
        fill();

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.statements())
                .containsExactlyInAnyOrder(
                        ": ALTER TABLE `shipment_files` DROP FOREIGN KEY `shipment_files_shipment_id_fkey`",
                        ": ALTER TABLE `shipments` DROP COLUMN `file_name`",
                        ": DROP TABLE `shipment_files`");
        assertThat(rollback.losses())
                .containsExactlyInAnyOrder("table shipment_files 1", "column shipments.file_name 2");
        rollback.sign().awaitVerified();

        assertThat(rolledBack()).containsExactly(MIGRATION);
        deployRepaired();
    }

    @Test
    void takesBackWhatSomebodyChangedByHand() {
        List<Map<String, Object>> history = history();
        scene.sample().database().execute("ALTER TABLE orders ADD COLUMN by_hand INT, ADD INDEX by_hand (by_hand)");
        scene.sample().database().execute("CREATE TABLE kept_by_hand (id INT PRIMARY KEY)");

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.wayBack().path("migrations")).isEmpty();
        rollback.sign().awaitVerified();
        assertThat(history()).isEqualTo(history);
    }

    @Test
    void takesTwoMigrationsBackTheNewestFirst() {
        twoMigrations("ALTER TABLE `customers` ADD COLUMN `note` VARCHAR(191) NULL;", "");

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.wayBack().path("migrations").toString())
                .isEqualTo("[\"%s\",\"%s\"]".formatted(LATER, MIGRATION));
        assertThat(rollback.statements())
                .containsExactly(
                        ": ALTER TABLE `customers` DROP COLUMN `note`",
                        MIGRATION + ": DROP TABLE `shipment_files`",
                        MIGRATION + ": ALTER TABLE `shipments` DROP COLUMN `file_name`");
        rollback.sign().awaitVerified();

        assertThat(rolledBack()).containsExactly(MIGRATION, LATER);
        scene.sample().run("git", "reset", "--quiet", "--hard", "v1.5.0");
        deploy();
    }

    /** Its own script comes first, and would not fit once the older migration's table is gone. */
    @Test
    void takesTwoMigrationsBackOfWhichOnlyTheNewestHasAScript() {
        ReleaseOfATest.on(
                scene.sample(),
                Fault.WITH_MIGRATION.tag(),
                "v1.4.0-without-down",
                Map.of(ReleaseOfATest.path(MIGRATION, "down.sql"), ""));
        twoMigrations(
                "v1.4.0-without-down",
                "ALTER TABLE `shipment_files` ADD COLUMN `size` INT NULL;",
                "ALTER TABLE `shipment_files` DROP COLUMN `size`;");

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.statements())
                .startsWith(LATER + ": ALTER TABLE `shipment_files` DROP COLUMN `size`")
                .contains(": DROP TABLE `shipment_files`");
        rollback.sign().awaitVerified();
        assertThat(rolledBack()).containsExactly(MIGRATION, LATER);
    }

    @Test
    void onlyMarksWhatWasUndoneByHand() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.sample().database().execute("DROP TABLE shipment_files; ALTER TABLE shipments DROP COLUMN file_name");

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(rollback.statements()).isEmpty();
        rollback.sign().awaitVerified();

        assertThat(rolledBack()).containsExactly(MIGRATION);
        deployRepaired();
    }

    /** MySQL would do all or nothing; what a server was killed in the middle of, or a person tried to mend, is this. */
    @Test
    void takesBackTheClausesThatTookEffect() {
        String three = "ALTER TABLE `customers` ADD COLUMN `note` VARCHAR(191) NULL, ADD COLUMN `ranking` INT NULL,"
                + " ADD COLUMN `phone` VARCHAR(20) NULL;";
        twoMigrations(
                "v1.3.0",
                three,
                "ALTER TABLE `customers` DROP COLUMN `note`, DROP COLUMN `ranking`, DROP COLUMN `phone`;");
        scene.sample().database().execute("""
                ALTER TABLE customers DROP COLUMN ranking;
                UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0, logs = 'server has gone away'
                WHERE migration_name = '%s'""".formatted(LATER));

        SignedRollback rollback = SignedRollback.planned(scene);
        assertThat(String.join("\n", rollback.statements()))
                .contains("`note`", "`phone`")
                .doesNotContain("ranking");
        rollback.sign().awaitVerified();

        assertThat(rolledBack()).containsExactly(LATER);
        scene.sample().run("git", "reset", "--quiet", "--hard", "v1.5.0");
        deploy();
    }

    private void twoMigrations(String up, String down) {
        twoMigrations(Fault.WITH_MIGRATION.tag(), up, down);
    }

    private void twoMigrations(String base, String up, String down) {
        ReleaseOfATest.on(
                        scene.sample(),
                        base,
                        "v1.5.0",
                        Map.of(
                                ReleaseOfATest.path(LATER, "migration.sql"), up,
                                ReleaseOfATest.path(LATER, "down.sql"), down))
                .deploy();
    }

    /** Two files and one without a name; one row in the new table. */
    private void fill() {
        scene.sample().database().execute("""
                INSERT INTO customers (id, name) VALUES (1, 'A');
                INSERT INTO orders (id, customer_id, total) VALUES (1, 1, 2);
                INSERT INTO shipments (id, order_id, carrier, file_name)
                VALUES (1, 1, 'SF', 'one''s.pdf'), (2, 1, 'SF', '文件.pdf'), (3, 1, 'SF', NULL);
                INSERT INTO shipment_files (shipment_id, url) VALUES (2, 'https://files.example/2')""");
    }

    private void deployRepaired() {
        scene.sample().run("git", "reset", "--quiet", "--hard", Fault.WITH_MIGRATION.tag());
        deploy();
    }

    private void deploy() {
        scene.sample().run("node_modules/.bin/prisma", "migrate", "deploy");
        assertThat(scene.sample().run("node_modules/.bin/prisma", "migrate", "status"))
                .contains("Database schema is up to date!");
    }

    private List<Map<String, Object>> history() {
        return scene.sample().database().query("SELECT * FROM _prisma_migrations ORDER BY id");
    }

    private List<String> rolledBack() {
        return scene
                .sample()
                .database()
                .query(
                        "SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at > UTC_TIMESTAMP() - INTERVAL 5 MINUTE ORDER BY name")
                .stream()
                .map(row -> String.valueOf(row.get("name")))
                .toList();
    }
}
