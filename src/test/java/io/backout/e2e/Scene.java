package io.backout.e2e;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.util.FileSystemUtils;

/** One database, one sample and one Backout for all end-to-end tests of a run; its end ends what it started. */
final class Scene {
    static final String TARGET = "easy-erp";
    static final Map<String, String> BOTH_ONLINE = Map.of("easy-erp", "online", "easy-erp-worker", "online");
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final SampleTarget sample;
    private final Programs programs;
    private final BackoutServer server;
    private final List<Map<String, Object>> migrated;
    private final Map<String, String> schema;

    private Scene(SampleTarget sample, Programs programs, BackoutServer server) {
        this.sample = sample;
        this.programs = programs;
        this.server = server;
        this.migrated = State.databaseOf(sample);
        this.schema = SchemaText.of(sample);
    }

    /** Each of these has a shutdown hook of its own. */
    static Scene set(Path directory) {
        return set(directory, SampleServer.MARIADB);
    }

    static Scene set(Path directory, SampleServer kind) {
        FileSystemUtils.deleteRecursively(directory.toFile());
        SampleTarget sample = SampleTarget.setUp(directory, SampleDatabase.start(directory.resolve("database"), kind));
        Programs programs = new Programs(directory.resolve("programs"));
        Map<String, String> environment = new TreeMap<>(sample.environment());
        environment.merge("PATH", "", (path, none) -> programs.before(path));
        Path backout = directory.resolve("backout");
        BackoutServer server =
                BackoutServer.start(backout, TargetsOfTheScene.settings(sample, environment, backout), 0);
        Scene scene = new Scene(sample, programs, server);
        TargetsOfTheScene.WITH_A_VERIFIED_RELEASE.forEach(scene::awaitVerifiedRelease);
        return scene;
    }

    /** Backout's first look at a target makes its healthy release the one to go back to. */
    private void awaitVerifiedRelease(String target) {
        Poll.until(
                LIMIT,
                () -> commander()
                        .get("/api/targets/%s/evidence".formatted(target))
                        .body()
                        .toString()
                        .contains("VERIFIED"),
                () -> "Backout did not see the good release of '%s' healthy".formatted(target));
    }

    /** As at the beginning, whatever a test left: nobody rolls back, and v1.3.0 runs, clean and healthy. */
    void reset() {
        programs.clear();
        endRollbacks();
        if (!isAsAtTheBeginning()) {
            sample.reset();
        }
    }

    void endRollbacks() {
        commander().get("/api/rollbacks").body().forEach(rollback -> {
            if (rollback.path("endedAt").isNull()) {
                end(rollback.path("id").asText());
            }
        });
    }

    private boolean isAsAtTheBeginning() {
        return sample.head().equals(sample.commit("v1.3.0"))
                && sample.run("git", "status", "--porcelain").isEmpty()
                && sample.health().version().equals("1.3.0")
                && sample.health().isHealthy()
                && sample.processes().equals(BOTH_ONLINE)
                && State.databaseOf(sample).equals(migrated)
                && SchemaText.of(sample).equals(schema);
    }

    private void end(String id) {
        Map<String, String> stop = Map.of("command", "STOP", "reason", "the test is over");
        Poll.until(
                LIMIT,
                () -> {
                    if (commander()
                                    .post("/api/rollbacks/%s/commands".formatted(id), stop)
                                    .status()
                            == 400) {
                        // A question in Tasklist; the "no" leads to the decision.
                        WebSession.of(server, BackoutUser.COMMANDER, "tasklist")
                                .complete(
                                        id,
                                        Map.of(
                                                "businessWorks", "no",
                                                "state", "a test left it",
                                                "nextAction", "none",
                                                "estimate", "none"));
                    }
                    return !commander().rollback(id).body().path("endedAt").isNull();
                },
                () -> "an earlier test left %s, and it cannot be ended".formatted(id));
    }

    /** Deploys a release that throws at start and needs nothing built; returns when pm2 has given up on it. */
    void crash() {
        sample.run("git", "reset", "--quiet", "--hard", Fault.CRASHING.tag());
        sample.run("pm2", "restart", "easy-erp");
        awaitErrored();
    }

    /** What an earlier rollback may have left; only then does 'Prepare release' call git where nothing is to be prepared. */
    void leaveWorkspace() {
        try {
            Files.createDirectories(sample.directory().resolve(".git/backout/RB-20260101-001"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitErrored() {
        Poll.until(LIMIT, () -> "errored".equals(sample.processes().get("easy-erp")), () -> "it does not crash");
    }

    /** Where pm2 still restarts a crashing server, two looks would differ. */
    void awaitSettled() {
        Poll.until(
                LIMIT,
                () -> sample.health().isHealthy()
                        || "errored".equals(sample.processes().get("easy-erp")),
                () -> "it neither runs nor has been given up");
    }

    /** A directory that belongs to one of the targets, or would. */
    Path directory(String name) {
        return server.dataDirectory().resolveSibling(name);
    }

    /** As v1.3.0's own migrations built it. */
    Map<String, String> schema() {
        return schema;
    }

    SampleTarget sample() {
        return sample;
    }

    Programs programs() {
        return programs;
    }

    BackoutServer server() {
        return server;
    }

    RollbackApi as(BackoutUser user) {
        return server.as(user);
    }

    RollbackApi commander() {
        return as(BackoutUser.COMMANDER);
    }

    /** Waits until the commander is asked to decide, for the first time or again. */
    Reply awaitDecision(String id) {
        return commander().awaitState(id, Set.of("AWAITING_DECISION"), LIMIT);
    }

    Reply awaitOperator(String id) {
        return commander().awaitState(id, Set.of("NEEDS_OPERATOR"), LIMIT);
    }

    Reply decide(String id, Map<String, ?> decision) {
        return commander().post("/api/rollbacks/%s/decision".formatted(id), decision);
    }

    Reply command(String id, String command) {
        return commander()
                .post(
                        "/api/rollbacks/%s/commands".formatted(id),
                        Map.of("command", command, "reason", "we have found another way"));
    }

    Chain record(String id) {
        return Chain.of(commander().get("/api/rollbacks/%s/record".formatted(id)));
    }

    /** What a rollback keeps for those who look into it later. */
    Path evidence(String id) {
        return server.dataDirectory().resolve("evidence").resolve(id);
    }
}
