package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.sample.Fault;
import io.backout.sample.SampleServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole application on MySQL 8: what goes back on MariaDB goes back there, too. */
class AllLevelsOnMySqlIT {
    /** MySQL's own is in no artifact that a build can fetch; MariaDB's writes what this sample needs, and is called so. */
    private static final String MYSQLDUMP = """
            #!/bin/sh
            case "$*" in *--version*) echo 'mysqldump  Ver 8.0.31 for Linux on x86_64 (MySQL Community Server - GPL)'; exit ;; esac
            options=$1; shift
            for argument; do
              shift
              case $argument in
              --set-gtid-purged=*) ;;
              --source-data=2) set -- "$@" --master-data=2 ;;
              *) set -- "$@" "$argument" ;;
              esac
            done
            exec mariadb-dump "$options" --skip-ssl-verify-server-cert "$@"
            """;

    private static final String FILL = """
            INSERT INTO customers (id, name)
              WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
              SELECT i, CONCAT('customer ', i) FROM n;
            INSERT INTO orders (id, customer_id, status, total) SELECT id, id, 'INVOICED', id / 3 FROM customers;
            INSERT INTO invoices (id, order_id, amount, due_at) SELECT id, id, total, NOW(3) FROM orders;
            INSERT INTO payments (invoice_id, amount) SELECT id, amount FROM invoices;""";

    private static Scene scene;

    @BeforeAll
    static void setUp() {
        Path directory = Path.of(System.getProperty("basedir", "."), "target/e2e-mysql")
                .toAbsolutePath()
                .normalize();
        scene = SampleServer.forMariaDbsClient(() -> Scene.set(directory, SampleServer.MYSQL));
    }

    @BeforeEach
    void isAsAtTheBeginning() {
        scene.reset();
    }

    @Test
    void levelOneBringsTheReleaseBack() {
        scene.crash();
        String id = scene.commander().rollBack(Map.of());
        new SignedRollback(scene, id).awaitVerified();
    }

    @Test
    void levelTwoTakesAMigrationBack() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        SignedRollback.planned(scene).sign().awaitVerified();
    }

    @Test
    void levelThreeBringsTheDatabaseBackAndItsUndoThePresentOne() {
        BackupsOfTheScene backups = new BackupsOfTheScene(scene);
        backups.reset();
        scene.sample().database().execute(FILL);
        scene.programs().add("mysqldump", MYSQLDUMP);
        String backup = backups.takeWithManifest();
        Rows sound = Rows.of(scene);
        scene.sample()
                .database()
                .execute(
                        "DROP TABLE payments; UPDATE customers SET name = CONCAT('x', name); CREATE TABLE reviews (id INT PRIMARY KEY)");
        Rows damaged = Rows.of(scene);
        assertThat(scene.commander()
                        .post("/api/targets/easy-erp/plans", Map.of("level", 3, "backup", backup))
                        .body()
                        .at("/restoration/losses"))
                .as("by the binary log, before anything is restored")
                .anyMatch(loss -> loss.path("table").asText().equals("customers")
                        && loss.at("/since/changed").asLong() == 1000
                        && !loss.at("/since/about").asBoolean(true));

        SignedRollback rollback =
                SignedRollback.restoring(scene, backup, Map.of()).awaitPlan();
        assertThat(rollback.confirmation()).isEqualTo("CONFIRM_FULL_ROLLBACK easy-erp 1000");
        rollback.sign().awaitVerified();
        assertThat(Rows.of(scene)).isEqualTo(sound);
        assertThat(Rows.aside(scene, "__old_")).isEqualTo(damaged);

        rollback.undo().awaitPlan().sign().awaitRolledBack();
        assertThat(Rows.of(scene)).isEqualTo(damaged);
        assertThat(Rows.aside(scene, "__undone_")).isEqualTo(sound);
        scene.endRollbacks();
        backups.reset();
    }
}
