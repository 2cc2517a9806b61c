package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.SampleDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that reads in an open transaction keeps the tables from being renamed; nobody is thrown out for that. */
@ExtendWith(OnTheScene.class)
class LevelThreeLocksIT {
    private static final String BLOCKED = "step 'Cut over' failed: the tables of 'easy_erp' are locked by connection "
            + "\\d+ of easy_erp_dba@127\\.0\\.0\\.1(:\\d+)?, sleep for \\d+ s, .*; the swap was given up after 5 s, "
            + "and everything is as before\\s+HINT: end what it does, or the connection \\(KILL with its number\\), then retry in Cockpit; the rollback goes on from this step\\.";

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Scene scene;
    private final BackupsOfTheScene backups;
    private Rows sound = new Rows(Map.of());
    private Rows damaged = new Rows(Map.of());

    LevelThreeLocksIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    @BeforeEach
    void hasABackup() {
        backups.reset();
        backups.fill(500);
        sound = Rows.of(scene);
    }

    @AfterEach
    void leavesNothing() {
        backups.reset();
        execute("DROP TRIGGER IF EXISTS upper_carrier");
    }

    @Test
    void givesUpNamesTheBlockerAndGoesOnWhenItIsGone() throws SQLException {
        SignedRollback rollback = signedAfterDamage();
        try (Connection blocker = blocker()) {
            rollback.sign();
            Reply stuck = scene.commander().awaitState(rollback.id(), Set.of("NEEDS_OPERATOR"), LIMIT);
            assertThat(stuck.text("message")).matches("(?s)" + BLOCKED);
            isAsBefore();
            blocker.rollback();
        }

        assertThat(WebSession.of(scene.server(), BackoutUser.OPERATOR, "cockpit")
                        .retry(rollback.id()))
                .isEqualTo(204);

        rollback.awaitVerified();
        assertThat(Rows.of(scene)).isEqualTo(sound);
        assertThat(triggers()).isEmpty();
    }

    @Test
    void whoeverStopsItThereHasEverythingAsBefore() throws SQLException {
        SignedRollback rollback = signedAfterDamage();
        try (Connection blocker = blocker()) {
            rollback.sign();
            scene.commander().awaitState(rollback.id(), Set.of("NEEDS_OPERATOR"), LIMIT);
            blocker.rollback();
        }

        scene.command(rollback.id(), "STOP");

        Reply end = scene.commander().awaitEnd(rollback.id());
        assertThat(end.text("state")).isEqualTo("STOPPED");
        assertThat(end.text("message"))
                .isEqualTo(
                        "'hanmei' asked to stop before step 'Cut over': we have found another way; done until then: Verify backup, Take snapshot, Restore backup aside, Verify restored copy, Prepare release, Stop services, Count loss again; to undo it: 'pm2 start easy-erp easy-erp-worker'; 'Cut over' was tried, and everything was put back");
        isAsBefore();
        scene.sample().run("pm2", "start", "easy-erp", "easy-erp-worker");
        scene.awaitSettled();
    }

    private SignedRollback signedAfterDamage() {
        String backup = backups.take();
        // Somebody made it by hand; the backup does not have it.
        execute(
                "CREATE TRIGGER upper_carrier BEFORE INSERT ON shipments FOR EACH ROW SET NEW.carrier = UPPER(NEW.carrier)");
        execute("DELETE FROM payments");
        damaged = Rows.of(scene);
        return SignedRollback.restoring(scene, backup, Map.of("release", "v1.3.0"))
                .awaitPlan();
    }

    private void isAsBefore() {
        assertThat(Rows.of(scene)).isEqualTo(damaged);
        assertThat(triggers()).hasSize(1);
        assertThat(backups.schemasAside()).noneMatch(schema -> schema.contains("__undone_"));
    }

    private List<Map<String, Object>> triggers() {
        return scene.sample().database().query("SHOW TRIGGERS");
    }

    /** Somebody's open transaction. */
    private Connection blocker() throws SQLException {
        SampleDatabase database = scene.sample().database();
        Connection connection = DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(database.host(), database.port(), database.name()),
                database.dbaUser(),
                database.dbaPassword());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.executeQuery("SELECT id FROM orders LIMIT 1").close();
        }
        return connection;
    }

    private void execute(String sql) {
        scene.sample().database().execute(sql);
    }
}
