package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.RollbackApi.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever people left in the checkout is kept and listed; nothing of it is deleted. */
@ExtendWith(OnTheScene.class)
class LocalChangesIT {
    private static final int TOO_BIG = 11 << 20;

    private final Scene scene;

    LocalChangesIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnACrashingRelease() {
        scene.reset();
        scene.crash();
    }

    @Test
    void localChangesAndUntrackedFilesAreKept() throws IOException {
        scene.sample().run("git", "rm", "--quiet", "routes/invoices.js");
        scene.sample().run("git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "-m", "No invoices");
        Path live = scene.sample().directory();
        String settings = Files.readString(live.resolve(".env"));
        Files.writeString(live.resolve("worker.js"), "// hot fix\n", StandardOpenOption.APPEND);
        Files.writeString(live.resolve("notes ä.txt"), "who restarted it?");
        Files.createDirectories(live.resolve("reports"));
        Files.writeString(live.resolve("reports/2026.csv"), "1;2;3");
        Files.writeString(live.resolve(".env.backup"), "DATABASE_URL=secret");
        Files.write(live.resolve("heap.dump"), new byte[TOO_BIG]);
        Files.writeString(live.resolve("routes/invoices.js"), "// mine");

        String id = scene.commander().rollBack(Map.of());
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");

        Path evidence = scene.evidence(id);
        assertThat(end.body().path("steps").path(0).path("message").asText())
                .isEqualTo("kept 1 local changes and 3 of 5 untracked files in '%s'".formatted(evidence));
        assertThat(end.body().path("steps").path(3).path("message").asText())
                .isEqualTo(
                        "checked out v1.3.0; untracked files in the way were moved to the evidence: [routes/invoices.js]");
        assertThat(evidence.resolve("untracked-files.txt"))
                .hasContent(".env.backup\nheap.dump\nnotes ä.txt\nreports/2026.csv\nroutes/invoices.js\n");
        assertThat(evidence.resolve("untracked/notes ä.txt")).hasContent("who restarted it?");
        assertThat(evidence.resolve("untracked/reports/2026.csv")).hasContent("1;2;3");
        assertThat(evidence.resolve("in-the-way/routes/invoices.js")).hasContent("// mine");
        assertThat(evidence.resolve("untracked/heap.dump")).doesNotExist();
        assertThat(evidence.resolve("untracked/.env.backup")).doesNotExist();
        scene.sample()
                .run("git", "apply", evidence.resolve("local-changes.patch").toString());
        assertThat(Files.readString(live.resolve("worker.js"))).endsWith("// hot fix\n");

        assertThat(live.resolve(".env")).hasContent(settings);
        assertThat(live.resolve(".env.backup")).hasContent("DATABASE_URL=secret");
        assertThat(live.resolve("notes ä.txt")).hasContent("who restarted it?");
        assertThat(live.resolve("heap.dump")).hasSize(TOO_BIG);
        onlyTheOwnerMayRead(evidence);
    }

    private static void onlyTheOwnerMayRead(Path evidence) throws IOException {
        try (Stream<Path> files = Files.walk(evidence)) {
            assertThat(files).hasSizeGreaterThan(5).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }
}
