package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import io.backout.sample.SampleDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Level 3 on a million rows: whatever happened to the data, the backup is back row for row, and can be undone. */
@ExtendWith(OnTheScene.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LevelThreeIT {
    /** Eleven rows each. */
    private static final int ORDERS = Integer.getInteger("level3.orders", 100_000);

    private static final String DELETE = "DELETE FROM payments WHERE id % 2 = 0; DELETE FROM order_lines;";
    private static final String UPDATE = "UPDATE order_lines SET unit_price = 0, quantity = quantity + 1;"
            + "UPDATE customers SET name = CONCAT('x', name) WHERE id <= 100;";
    private static final String DROP = "DROP TABLE payments;";
    private static final String TRUNCATE = "TRUNCATE TABLE shipments;";
    private static final String CREATE = """
            CREATE TABLE reviews (id INT PRIMARY KEY AUTO_INCREMENT, order_id INT NOT NULL, stars INT NOT NULL,
              CONSTRAINT reviews_order FOREIGN KEY (order_id) REFERENCES orders (id));
            INSERT INTO reviews (order_id, stars) SELECT seq, 5 FROM seq_1_to_1000;
            CREATE TABLE review_answers (id INT PRIMARY KEY, review_id INT, FOREIGN KEY (review_id) REFERENCES reviews (id));
            INSERT INTO review_answers SELECT seq, seq FROM seq_1_to_10;""";
    private static final String ADD = "INSERT INTO customers (name) SELECT CONCAT('new ', seq) FROM seq_1_to_50;";

    private final Scene scene;
    private final BackupsOfTheScene backups;
    private Rows sound = new Rows(Map.of());
    private String backup = "";

    LevelThreeIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    /** Filled once: the test before has put the backup's rows aside, and they only have to be renamed. */
    @BeforeEach
    void hasTheSoundRows() {
        scene.endRollbacks();
        backups.schemasAside().stream()
                .filter(schema -> schema.contains("__undone_"))
                .findFirst()
                .ifPresent(backups::takeOver);
        if (backup.isEmpty() || !Rows.of(scene).equals(sound)) {
            backups.reset();
            backups.fill(ORDERS);
            backup = backups.takeWithManifest();
            sound = Rows.of(scene);
        }
        scene.awaitSettled();
    }

    @AfterAll
    void leavesNoRows() {
        backups.reset();
    }

    @Test
    void bringsDeletedRowsBack() {
        bringsBack(DELETE, 0);
    }

    @Test
    void takesWrongUpdatesBack() {
        bringsBack(UPDATE, 5 * ORDERS + 100);
    }

    @Test
    void bringsADroppedTableBack() {
        bringsBack(DROP, 0);
    }

    @Test
    void fillsATruncatedTable() {
        bringsBack(TRUNCATE, 0);
    }

    @Test
    void putsTablesAwayThatCameAfterTheBackup() {
        bringsBack(CREATE, 1_010);
    }

    @Test
    void bringsBackWhateverAllOfThemDid() {
        bringsBack(
                "DELETE FROM stock_movements WHERE id % 3 = 0;" + UPDATE + DROP + TRUNCATE + CREATE + ADD,
                5 * ORDERS + 1_160);
    }

    private void bringsBack(String damage, long lost) {
        SampleDatabase database = scene.sample().database();
        database.execute(damage);
        Rows damaged = Rows.of(scene);
        Map<String, String> damagedSchema = SchemaText.of(scene.sample());

        SignedRollback rollback =
                SignedRollback.restoring(scene, backup, Map.of()).awaitPlan();
        assertThat(rollback.confirmation()).isEqualTo("CONFIRM_FULL_ROLLBACK easy-erp " + lost);
        assertThat(Rows.of(scene)).as("nothing live was touched").isEqualTo(damaged);
        assertThat(scene.sample().health().isHealthy()).isTrue();
        rollback.sign().awaitVerified();

        assertThat(Rows.of(scene)).isEqualTo(sound);
        assertThat(Rows.aside(scene, "__old_")).isEqualTo(damaged);
        assertThat(backups.schemasAside()).as("but for what was put away").hasSize(1);
        theWorkerWorks();

        SignedRollback undo = rollback.undo().awaitPlan();
        undo.sign().awaitRolledBack();
        assertThat(Rows.of(scene)).isEqualTo(damaged);
        assertThat(SchemaText.of(scene.sample())).isEqualTo(damagedSchema);
        assertThat(Rows.aside(scene, "__undone_")).isEqualTo(sound);
        assertThat(backups.schemasAside()).as("but for what was restored").hasSize(1);
        assertThat(scene.sample().processes()).isEqualTo(Scene.BOTH_ONLINE);
        assertThat(scene.sample().health().isHealthy()).isTrue();
    }

    /** It invoices an open order at once; afterwards nothing is left of that. */
    private void theWorkerWorks() {
        SampleDatabase database = scene.sample().database();
        database.execute(
                "INSERT INTO orders (id, customer_id, status, total, created_at) VALUES (2000000000, 1, 'OPEN', 1, NOW(3))");
        Poll.until(
                Scene.LIMIT,
                () -> !database.query("SELECT id FROM invoices WHERE order_id = 2000000000")
                        .isEmpty(),
                () -> "the worker invoices nothing");
        database.execute("DELETE FROM invoices WHERE order_id = 2000000000; DELETE FROM orders WHERE id = 2000000000");
    }
}
