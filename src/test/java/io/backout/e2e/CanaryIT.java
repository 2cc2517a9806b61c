package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import io.backout.sample.SampleBackups;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Secrets appear nowhere: three whole rollbacks whose programs and statements fail with every secret in their words. */
@DisabledIfEnvironmentVariable(
        named = "SAMPLE_DATABASE_URL",
        matches = ".+",
        disabledReason = "the passwords of that server are no canaries")
class CanaryIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String BACKUP = "20261128_030000";
    private static final Set<String> ENDED_OR_STUCK =
            Set.of("ROLLED_BACK", "FAILED", "REFUSED", "STOPPED", "CLOSED", "AWAITING_DECISION", "NEEDS_OPERATOR");
    private static final String[] TALKATIVE_LOG = {"-Dlogging.level.root=DEBUG", "-Dlogging.level.io.backout=TRACE"};

    @TempDir
    static Path directory;

    private static SampleDatabase database;
    private static SampleTarget sample;
    private static Canaries canaries;
    private static TalkativePrograms programs;
    private static BackoutServer server;

    private final Set<String> answered = new TreeSet<>();
    private final List<String> pagesOfFailures = new ArrayList<>();

    @BeforeAll
    static void putSecretsEverywhere() throws IOException {
        database = SampleDatabase.start(directory.resolve("database"));
        sample = SampleTarget.setUp(directory, database);
        canaries = Canaries.of(database);
        Path file = sample.directory().resolve(".env");
        String settings = Files.readString(file)
                // With the quote: the account is called the same.
                .replace(database.name() + '"', "%s?sslpassword=%s\"".formatted(database.name(), Canaries.PARAMETER));
        Files.writeString(file, settings + "API_TOKEN=%s%nNOTE=%s%n".formatted(Canaries.TOKEN, Canaries.NOTE));
        programs = new TalkativePrograms(
                directory.resolve("programs"), file, database.url().replaceAll("^mysql://|@[^@]*$", ""));
        Path backout = directory.resolve("backout");
        SampleBackups backups = new SampleBackups(sample, BackoutSettings.backups(backout));
        backups.fill(200);
        backups.take(BACKUP);
        server = BackoutServer.start(
                backout,
                BackoutSettings.of(sample, backout)
                        .with("environment", programs.before(sample.environment()))
                        .with("put-away-retention", "0s"),
                0,
                TALKATIVE_LOG);
    }

    @AfterAll
    static void end() {
        for (AutoCloseable one : new AutoCloseable[] {server, sample, database}) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void showsNoSecretAnywhereInThreeWholeRollbacks() throws Exception {
        Set<String> leaks = new TreeSet<>();
        sample.breakWith(Fault.CRASHING);
        leaks.addAll(watched(() -> {
            programs.talk();
            String id = rollBack(Map.of("level", 1, "release", "v1.3.0"));
            mended(id, "Stop application", programs::work);
        }));
        sample.breakWith(Fault.WITH_MIGRATION);
        leaks.addAll(watched(() -> {
            programs.talk();
            String id = rollBack(Map.of("level", 2, "release", "v1.3.0"));
            sign(id);
            mended(id, "Stop application", programs::work);
        }));
        database.execute("DELETE FROM payments WHERE id % 2 = 0");
        leaks.addAll(watched(() -> {
            programs.talk();
            String id = rollBack(Map.of("level", 3, "backup", BACKUP, "release", "v1.3.0", "writing", "SERVE"));
            stuck(id, "Take snapshot");
            programs.work();
            retry(id);
            sign(id);
            mended(id, "", () -> {});
        }));
        readEverything();
        server.stop();

        Traces traces = new Traces(server.dataDirectory().getParent(), canaries);
        leaks.addAll(traces.inFiles());
        leaks.addAll(traces.inTables());
        leaks.addAll(answered);
        assertThat(leaks).isEmpty();
        assertThat(pagesOfFailures)
                .as("what failed is shown, without its secrets")
                .hasSize(3)
                .allMatch(page -> page.contains("[secret]"));
        assertThat(server.log()).as("the log is talkative").contains(" DEBUG ", "[secret]");
    }

    private static Set<String> watched(Runnable rollback) throws InterruptedException {
        try (ArgvWatch watch = new ArgvWatch(directory, canaries)) {
            rollback.run();
            assertThat(watch.programs()).as("what was seen").contains("git", "setsid");
            return watch.found();
        }
    }

    private void mended(String id, String stuckAt, Runnable mend) {
        if (!stuckAt.isEmpty()) {
            stuck(id, stuckAt);
            mend.run();
            retry(id);
        }
        Reply end = await(id, ENDED_OR_STUCK);
        assertThat(end.text("state")).as(end.body().toPrettyString()).isEqualTo("ROLLED_BACK");
    }

    private void stuck(String id, String step) {
        assertThat(await(id, ENDED_OR_STUCK).text("message")).contains("step '%s' failed".formatted(step));
        readEverything();
        pagesOfFailures.add(readPages(id, WebSession.of(server, BackoutUser.OPERATOR, "cockpit")));
    }

    private static void retry(String id) {
        assertThat(WebSession.of(server, BackoutUser.OPERATOR, "cockpit").retry(id))
                .isEqualTo(204);
    }

    private Reply await(String id, Set<String> states) {
        return commander().awaitState(id, states, LIMIT);
    }

    private void sign(String id) {
        Reply waiting = await(id, Set.of("AWAITING_APPROVAL", "AWAITING_DECISION", "REFUSED", "NEEDS_OPERATOR"));
        assertThat(waiting.text("state")).as(waiting.body().toPrettyString()).isEqualTo("AWAITING_APPROVAL");
        JsonNode plan = commander().get("/api/rollbacks/%s/plan".formatted(id)).body();
        for (JsonNode duty : plan.path("signatures")) {
            BackoutUser holder = BackoutUser.holding(duty.asText());
            WebSession tasklist = WebSession.of(server, holder, "tasklist");
            // The state says so a moment before the question is there.
            Poll.until(LIMIT, () -> !tasklist.tasks(id).isEmpty(), () -> "nobody asks '%s'".formatted(holder.id()));
            assertThat(readPages(id, tasklist)).contains("briefing");
            Reply signed = server.as(holder).approve(id, duty.asText());
            assertThat(signed.status()).as(signed.body().toPrettyString()).isEqualTo(200);
        }
    }

    private String readPages(String id, WebSession session) {
        String shown = session.shown(id);
        canaries.in(shown).forEach(canary -> answered.add(canary + " on the pages of " + id));
        return shown;
    }

    /** Every answer that our REST gives. */
    private void readEverything() {
        for (String path : new String[] {"evidence", "check", "backups", "put-aways"}) {
            read("/api/targets/easy-erp/" + path);
        }
        read("/api/rollbacks");
        commander().get("/api/rollbacks").body().findValuesAsText("id").forEach(id -> {
            for (String part : new String[] {"", "/plan", "/record", "/put-away", "/put-away/payments"}) {
                read("/api/rollbacks/" + id + part);
            }
        });
    }

    private void read(String path) {
        String answer = commander().text(path);
        canaries.in(answer).forEach(canary -> answered.add(canary + " in the answer to " + path));
    }

    private static String rollBack(Map<String, ?> decision) {
        return commander().rollBack(decision);
    }

    private static RollbackApi commander() {
        return server.as(BackoutUser.COMMANDER);
    }
}
