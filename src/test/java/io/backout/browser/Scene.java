package io.backout.browser;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** The sample and a Backout, set up once for the browser tests of a run; all of it ends with the run. */
final class Scene {
    /** Long enough for a command on a busy machine, short enough to wait for three of them. */
    private static final Map<String, String> TIME_LIMITS = Map.of("command", "6s");

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Scene shared;

    final SampleTarget sample;
    final FailingPm2 pm2;
    final BackoutServer server;
    private final Path directory;
    private boolean checks = true;

    private Scene() {
        Path parent = Path.of("target", "browser-it").toAbsolutePath();
        directory = parent.resolve("backout");
        FileSystemUtils.deleteRecursively(parent.toFile());
        sample = SampleTarget.setUp(parent, SampleDatabase.start(parent.resolve("database")));
        pm2 = new FailingPm2(parent.resolve("pm2"));
        server = BackoutServer.start(directory, settings(), 0);
    }

    static synchronized Scene shared() {
        if (shared == null) {
            shared = new Scene();
        }
        return shared;
    }

    /** v1.3.0 runs, Backout has seen it healthy, nothing is being rolled back, and pm2 works. */
    void prepare() {
        prepare(true);
    }

    void prepareWithoutChecks() {
        prepare(false);
    }

    private void prepare(boolean withChecks) {
        pm2.repair();
        boolean idle = isIdle();
        if (!idle) {
            server.stop();
            FileSystemUtils.deleteRecursively(server.dataDirectory().toFile());
        }
        if (!sample.head().equals(sample.commit("v1.3.0"))) {
            sample.reset();
        }
        if (!idle) {
            // It looks at its start, and then only once a minute.
            server.startAgain();
        }
        if (checks != withChecks) {
            checks = withChecks;
            server.stop();
            server.configure(settings());
            server.startAgain();
        }
        Poll.until(Duration.ofSeconds(90), this::hasSeenTheGoodRelease, () -> "v1.3.0 was not seen healthy");
    }

    void deployCrashingRelease() {
        sample.breakWith(Fault.CRASHING);
        Poll.until(Duration.ofSeconds(30), () -> !sample.health().isHealthy(), () -> "the crashing release answers");
    }

    RollbackApi commander() {
        return server.as(BackoutUser.COMMANDER);
    }

    /** The one that was started last. */
    String newestRollback() {
        return commander().get("/api/rollbacks").body().path(0).path("id").asText();
    }

    /** The sentences of a rollback's record, one on each line. */
    String record(String id) {
        StringBuilder sentences = new StringBuilder();
        commander().get("/api/rollbacks/%s/record".formatted(id)).body().forEach(entry -> sentences
                .append(entry.path("sentence").asText())
                .append('\n'));
        return sentences.toString();
    }

    private BackoutSettings settings() {
        BackoutSettings settings = BackoutSettings.of(sample, directory)
                .with("environment", pm2.before(sample.environment()))
                .with("time-limits", TIME_LIMITS);
        return checks ? settings : settings.without("checks");
    }

    private boolean isIdle() {
        return commander().get("/api/rollbacks").body().findValues("endedAt").stream()
                .noneMatch(ended -> ended.isNull());
    }

    private boolean hasSeenTheGoodRelease() {
        return commander().get("/api/targets/easy-erp/evidence").body().path("releases").findParents("verdict").stream()
                .anyMatch(release -> release.path("verdict").asText().equals("VERIFIED")
                        && release.path("commit").asText().equals(sample.commit("v1.3.0")));
    }
}
