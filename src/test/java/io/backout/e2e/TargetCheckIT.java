package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/** What would hinder a rollback can be read at any time, level by level, and looking changes nothing. */
@ExtendWith(OnTheScene.class)
class TargetCheckIT {
    private final Scene scene;

    TargetCheckIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnTheGoodRelease() {
        scene.reset();
    }

    @Test
    void saysWhatHindersEachLevel() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);
        State before = State.of(scene.sample());

        assertThat(hindrances(1)).containsExactly("migration [20250821015630_add_shipment_file_field] failed half-way");
        assertThat(hindrances(2)).isEmpty();

        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(scene.sample().database().query("SHOW DATABASES LIKE 'backout%'"))
                .isEmpty();
    }

    @Test
    void namesWhatCannotBeTakenBackAndWhatIsInTheWay() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.sample().database().execute("ALTER TABLE shipments DROP COLUMN shipped_at");
        scene.sample().database().execute("ALTER TABLE customers MODIFY COLUMN name VARCHAR(500) NOT NULL");
        scene.sample().database().execute("INSERT INTO customers (name) VALUES (REPEAT('x', 200))");

        // Where something is impossible nothing is rehearsed, so the rows show only once it is mended.
        assertThat(hindrances(2)).containsExactly("column shipments.shipped_at was dropped, and its values with it");
        scene.sample().database().execute("ALTER TABLE shipments ADD COLUMN shipped_at DATETIME(3) NULL AFTER carrier");
        assertThat(hindrances(2))
                .containsExactly(
                        "rows do not fit into column customers.name as it was; count them with: SELECT COUNT(*) FROM `customers` WHERE CHAR_LENGTH(`name`) > 191");
    }

    @Test
    void listsTheBackupSetsAndWhatIsKnownOfThem() throws IOException {
        Path backups = scene.directory("backups");
        Path set = Files.createDirectories(backups.resolve("20260801_020000"));
        Files.writeString(set.resolve("full_backup.sql"), "-- begun");
        Files.createDirectories(backups.resolve("20260802_020000"));
        try {
            assertThat(scene.commander().get("/api/targets/easy-erp/backups").body())
                    .extracting(it ->
                            it.path("name").asText() + ": " + it.path("verdict").asText())
                    .containsExactlyInAnyOrder("20260801_020000: not read yet", "20260802_020000: not sound");
        } finally {
            FileSystemUtils.deleteRecursively(backups);
        }
        Reply gone = scene.commander().get("/api/targets/easy-erp/backups");
        assertThat(gone.text("detail"))
                .isEqualTo("backup directory '%s' of target 'easy-erp' is not there".formatted(backups));
        assertThat(gone.text("hint")).isEqualTo("create it or mount it, or correct 'backup-directory'.");
        Files.createDirectories(backups);
    }

    private List<String> hindrances(int level) {
        List<String> details = new ArrayList<>();
        for (JsonNode check : scene.commander()
                .get("/api/targets/easy-erp/check?release=v1.3.0")
                .body()) {
            if (check.path("level").asInt() == level) {
                check.path("findings").forEach(finding -> {
                    if (!finding.path("holds").asBoolean()) {
                        details.add(finding.path("detail").asText());
                    }
                });
            }
        }
        return details;
    }
}
