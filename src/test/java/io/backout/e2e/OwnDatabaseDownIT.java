package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.EngineSchema;
import io.backout.sample.SampleDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backout's own database goes away, and comes back. */
@ExtendWith(OnTheScene.class)
class OwnDatabaseDownIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String LIST = "/api/rollbacks";

    @TempDir
    private Path directory;

    @Test
    void saysWhatIsWrongUntilItAnswersAgain(Scene scene) {
        try (SampleDatabase database = SampleDatabase.start(directory.resolve("database"));
                BackoutServer server = BackoutServer.start(
                        directory.resolve("backout"),
                        BackoutSettings.of(scene.sample(), directory).on(EngineSchema.create(database, "backout")),
                        0)) {
            RollbackApi commander = server.as(BackoutUser.COMMANDER);
            assertThat(commander.get(LIST).status()).isEqualTo(200);

            database.stop();

            Reply reply = commander.get(LIST);
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.text("type")).isEqualTo("urn:backout:problem:database-down");
            assertThat(reply.text("detail"))
                    .isEqualTo("Backout's own database does not answer, so nobody can say whether anything was done");
            assertThat(reply.text("hint"))
                    .isEqualTo(
                            "start it; rollbacks go on by themselves then. Look at them before you ask for anything again.");

            database.start();
            Poll.until(LIMIT, () -> commander.get(LIST).status() == 200, () -> "it does not answer again");
        }
    }
}
