package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.kill.BusyServer;
import io.backout.kill.HeldTable;
import io.backout.sample.SampleBackups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Level 3 and its undoing by five people who have nothing but Tasklist. */
class LevelThreeBrowserIT {
    private static final List<String> LOST = List.of(
            "level 3 for 'easy-erp'",
            "The database of easy-erp goes back to backup set 20261128_030000; the application stays on v1.3.0.",
            "customers 203 200 3 0 0",
            "payments 100 200 0 0 100",
            "invoices 200 200 0 50 0",
            "3 rows go, and 50 get their earlier contents, table by table above");
    private static final List<String> PUT_AWAY = List.of(
            "goes back to what it was before the cut-over of RB-",
            "payments 200 100 100 0 0",
            "100 rows go, and 50 get their earlier contents");
    private static final Map<String, BackoutUser> SIGNERS = new LinkedHashMap<>();

    static {
        SIGNERS.put("technical-owner", BackoutUser.TECHNICAL_OWNER);
        SIGNERS.put("dba", BackoutUser.DBA);
        SIGNERS.put("system-administrator", BackoutUser.SYSTEM_ADMINISTRATOR);
        SIGNERS.put("business-owner", BackoutUser.BUSINESS_OWNER);
    }

    private final Scene scene = Scene.shared();
    private final Path directory =
            BackoutSettings.backups(scene.server.dataDirectory().getParent());
    private final SampleBackups backups = new SampleBackups(scene.sample, directory);

    @BeforeEach
    void hasDataAndTwoBackups() throws IOException {
        scene.prepare();
        backups.fill(200);
        Path cut = backups.take("20261127_030000").resolve("full_backup.sql");
        String sql = Files.readString(cut);
        Files.writeString(cut, sql.substring(0, sql.length() / 2));
        backups.take("20261128_030000");
        // A set is read half a minute after it was last written to, and the server looks once a minute.
        Poll.until(Scene.PATIENCE.multipliedBy(3), this::areRead, () -> "nobody read the backup sets");
    }

    @AfterEach
    void leavesNothing() {
        scene.sample.reset();
        FileSystemUtils.deleteRecursively(directory.resolve("20261127_030000").toFile());
        FileSystemUtils.deleteRecursively(directory.resolve("20261128_030000").toFile());
    }

    private boolean areRead() {
        return scene.commander()
                .get("/api/targets/easy-erp/backups")
                .body()
                .findValuesAsText("verdict")
                .containsAll(List.of("sound", "not sound"));
    }

    @Tag("long")
    @Test
    void theDatabaseGoesBackAndComesAgain() {
        Map<String, String> sound = SampleBackups.rows(scene.sample.database());
        scene.sample.database().execute("""
                DELETE FROM payments WHERE id % 2 = 0;
                UPDATE invoices SET amount = 0 WHERE id <= 50;
                INSERT INTO customers (name) VALUES ('Nordwind'), ('Südwind'), ('Westwind')""");
        Map<String, String> damaged = SampleBackups.rows(scene.sample.database());

        String id;
        try (BusyServer busy = new BusyServer(scene.sample.database(), 40)) {
            id = decide();
            follow(id);
        }
        try (HeldTable held = HeldTable.hold(scene.sample.database(), "payments")) {
            SIGNERS.forEach((duty, user) -> sign(id, duty, user, "approve", LOST));
            scene.commander().awaitState(id, Set.of("NEEDS_OPERATOR"), Scene.PATIENCE.multipliedBy(3));
        }
        retry(id);
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
        assertThat(SampleBackups.rows(scene.sample.database())).isEqualTo(sound);

        String undo = undo();
        SIGNERS.forEach((duty, user) -> sign(undo, duty, user, "undo", PUT_AWAY));
        assertThat(scene.commander().awaitEnd(undo).text("state")).isEqualTo("ROLLED_BACK");
        assertThat(SampleBackups.rows(scene.sample.database())).isEqualTo(damaged);
    }

    private String decide() {
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.openReport();
            tasklist.tick("symptomDataDamaged");
            tasklist.write("reason", "Half of the payments are gone, and 50 invoices read 0.00");
            tasklist.start();
            tasklist.awaitStart();
            String id = scene.newestRollback();
            tasklist.open("Decide level: easy-erp (" + id + ")");
            assertThat(tasklist.chosen("level")).startsWith("3 - restore the database");
            tasklist.choose("backup", "20261128_030000");
            tasklist.choose("releaseOfBackup", "v1.3.0");
            tasklist.answer("Serve until the cut-over");
            tasklist.write("reason", "The rows are in no other place than in the backup");
            tasklist.write("whyNotRepair", "Nobody knows which rows a repair would have to bring back");
            tasklist.photographAll("tasklist-decide-level-3");
            assertThat(tasklist.briefing())
                    .contains("Recommended: level 3, restore the database from a backup - at once")
                    .contains("Level 3 prepares first, and touches nothing live by that:")
                    .contains("20261128_030000 sound, ", "20261127_030000 not sound, ")
                    .contains("would restore only in part", "Symptoms Data damaged")
                    .doesNotContain("---", "… cut");
            tasklist.complete();
            return id;
        }
    }

    private void follow(String id) {
        Poll.until(
                Scene.PATIENCE.multipliedBy(3),
                () -> scene.commander()
                        .rollback(id)
                        .body()
                        .path("restore")
                        .path("now")
                        .asText()
                        .contains("other threads"),
                () -> "the restore does not pause: "
                        + scene.commander().rollback(id).body());
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.open("Follow preparation: easy-erp (" + id + ")");
            Poll.until(
                    Scene.PATIENCE,
                    () -> {
                        tasklist.browser.reload();
                        return tasklist.briefing().contains("other threads run in the server, more than 32");
                    },
                    () -> "the page says: " + tasklist.briefing());
            tasklist.photographAll("tasklist-follow-preparation");
            assertThat(tasklist.briefing())
                    .contains("level 3 of 'easy-erp' is being prepared", "The application serves meanwhile.")
                    .contains("Restore backup aside running for ", " MB, ", " rows; ")
                    .contains("Take snapshot done, ", "Prepare release to come, usually ")
                    .doesNotContain("Stop writing");
        }
    }

    private void sign(String id, String duty, BackoutUser user, String picture, List<String> words) {
        try (Tasklist tasklist = new Tasklist(scene.server, user)) {
            tasklist.open("Approve plan: easy-erp (" + id + ") as " + duty);
            tasklist.claim();
            tasklist.answer("Approve: carry out exactly this plan");
            assertThat(tasklist.briefing())
                    .contains("Sign as " + duty)
                    .contains(words)
                    .doesNotContain("… cut");
            tasklist.write("comment", "Read what is lost, table by table");
            if (user == BackoutUser.BUSINESS_OWNER) {
                tasklist.write("businessImpact", "Three customers are entered again by the sales team tomorrow");
            }
            String phrase = scene.commander()
                    .get("/api/rollbacks/%s/plan".formatted(id))
                    .body()
                    .path("confirmation")
                    .asText();
            if (user == BackoutUser.TECHNICAL_OWNER) {
                tasklist.write("confirmation", phrase + "0");
                assertThat(tasklist.refused()).contains("the confirmation is not", "nothing was signed");
                tasklist.photographAll("tasklist-%s-level-3-refused".formatted(picture));
            }
            tasklist.write("confirmation", phrase);
            tasklist.photographAll("tasklist-%s-level-3-%s".formatted(picture, duty));
            tasklist.complete();
        }
    }

    private void retry(String id) {
        try (Cockpit cockpit = new Cockpit(scene.server, BackoutUser.OPERATOR)) {
            cockpit.openIncident(id);
            cockpit.browser.photograph("cockpit-stuck-cut-over-above");
            cockpit.openRootCause();
            cockpit.browser.photograph("cockpit-stuck-cut-over");
            assertThat(cockpit.showsIncidentAt("serviceTask_cutOver")).isTrue();
            assertThat(cockpit.incident())
                    .contains("step 'Cut over' failed: the tables of '", "are locked by connection ")
                    .contains(
                            "everything is as before",
                            "HINT: end what it does, or the connection (KILL with its number), then retry in Cockpit;");
            cockpit.retry();
        }
    }

    private String undo() {
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.openForm("Undo cut-over", "Undo a cut-over");
            tasklist.write("reason", "The backup was the wrong one");
            tasklist.write("whyNotRepair", "The deleted payments were deleted on purpose");
            tasklist.browser.photograph("tasklist-undo-cut-over");
            tasklist.start();
            tasklist.awaitStart();
            return scene.newestRollback();
        }
    }
}
