package io.backout.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample target really runs, really breaks in the ways it says, and really comes back. */
class SampleTargetIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Map<String, String> BOTH_ONLINE = Map.of("easy-erp", "online", "easy-erp-worker", "online");
    private static final Map<String, String> SERVER_ERRORED =
            Map.of("easy-erp", "errored", "easy-erp-worker", "online");
    private static final String SHIPMENT_FILES = "20250821015630_add_shipment_file_field";

    private static SampleDatabase database;
    private static SampleTarget target;

    @BeforeAll
    static void setUp() {
        Path directory = Path.of(System.getProperty("basedir", "."), "target/sample-target-it");
        database = SampleDatabase.start(directory);
        target = SampleTarget.setUp(directory, database);
    }

    @AfterAll
    static void closeLeavesNothingBehind() {
        target.close();
        assertThat(ProcessHandle.allProcesses().filter(SampleTargetIT::isInTarget))
                .isEmpty();
        assertThat(Path.of(target.environment().get("PM2_HOME"))).doesNotExist();
        database.close();
    }

    @BeforeEach
    void isAsAfterSetUp() {
        if (!target.head().equals(target.commit("v1.3.0"))) target.reset();
        assertThat(target.health()).isEqualTo(new Health(200, "1.3.0"));
        assertThat(target.processes()).isEqualTo(BOTH_ONLINE);
        assertThat(appliedMigrations()).isEqualTo(3);
    }

    @Test
    void hasTheSameCommitsOnEveryMachine() {
        assertThat(target.commit("v1.3.0")).isEqualTo("6237aa9dafa01ec4e1572aefed2cb925c3c77422");
    }

    @Test
    void servesOrdersThatTheWorkerInvoices() {
        String order =
                "{\"customer\": \"Ada\", \"lines\": [{\"sku\": \"BOLT-8\", \"quantity\": 20, \"unitPrice\": \"0.15\"}]}";

        assertThat(target.post("/api/orders", order).status()).isEqualTo(201);

        Waiting.until(
                LIMIT,
                () -> !database.query("SELECT id FROM invoices WHERE amount = 3.00")
                        .isEmpty(),
                () -> "no invoice was written");
        assertThat(target.get("/api/orders").body()).contains("Ada", "INVOICED");
        target.reset();
        assertThat(target.get("/api/orders").body()).isEqualTo("[]");
    }

    @Test
    void checksBusinessAndLeavesNoRow() {
        assertThat(businessCheck()).isEqualTo(new Answer(200, "{\"business\":\"works\"}"));
        assertThat(database.query("SELECT id FROM customers UNION SELECT id FROM products UNION SELECT id FROM orders"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASHING", "TWO_BAD", "DROPPED_DEPENDENCY", "WITH_MIGRATION"})
    void crashesAtStart(Fault fault) {
        target.breakWith(fault);

        Waiting.until(LIMIT, () -> target.processes().equals(SERVER_ERRORED), () -> fault + ": " + target.processes());
        assertThat(target.health().status()).isEqualTo(-1);
        assertThat(target.head()).isEqualTo(target.commit(fault.tag()));
        assertThat(appliedMigrations()).isEqualTo(fault == Fault.WITH_MIGRATION ? 4 : 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNHEALTHY", "NEW_DEPENDENCY"})
    void runsButIsNotHealthy(Fault fault) {
        Health expected = fault == Fault.UNHEALTHY ? new Health(503, fault.version()) : new Health(500, "");
        target.breakWith(fault);

        Waiting.until(LIMIT, () -> target.health().equals(expected), () -> fault + ": " + target.health());
        assertThat(target.processes()).isEqualTo(BOTH_ONLINE);
    }

    @Test
    void looksHealthyOverAMigrationThatStoppedHalfWay() {
        target.breakWith(Fault.FAILING_MIGRATION);

        target.awaitHealthy(LIMIT);
        assertThat(target.health().version()).isEqualTo(Fault.FAILING_MIGRATION.version());
        assertThat(businessCheck().status()).isEqualTo(500);
        assertThat(database.query("SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL"))
                .containsExactly(Map.of("name", SHIPMENT_FILES));
        assertThat(database.query("SHOW COLUMNS FROM shipments LIKE 'file_name'"))
                .hasSize(1);
    }

    @Test
    void bringsTwoBadReleasesInARow() {
        target.deploy("v1.4.0-two-bad");

        Waiting.until(LIMIT, () -> target.processes().equals(SERVER_ERRORED), () -> "" + target.processes());
    }

    @Test
    void resetUndoesWhatATestLeavesBehind() throws IOException {
        Path worktree = target.directory().resolveSibling("stray-worktree");
        ShellCommand git = ShellCommand.in(target.directory()).with(target.environment());
        git.run("git", "worktree", "add", "--quiet", worktree.toString(), "v1.2.0");
        git.run("git", "branch", "stray");
        git.run("rm", "-r", "node_modules/helmet");
        Files.writeString(target.directory().resolve("worker.js"), "// hot fix", StandardOpenOption.APPEND);
        Files.writeString(target.directory().resolve("notes.txt"), "untracked");
        database.execute("CREATE DATABASE %s_before_x; CREATE TABLE stray (id INT)".formatted(database.name()));
        git.run("pm2", "stop", "easy-erp-worker");

        target.reset();

        isAsAfterSetUp();
        assertThat(git.run("git", "status", "--porcelain")).isEmpty();
        assertThat(git.run("git", "branch", "--list", "stray")).isEmpty();
        assertThat(worktree).doesNotExist();
        assertThat(database.query("SHOW TABLES LIKE 'stray'")).isEmpty();
        assertThat(database.query("SHOW DATABASES LIKE '%before_x'")).isEmpty();
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "that server is not ours to stop")
    void survivesADatabaseThatIsFrozenKilledAndStopped() {
        database.freeze();
        assertThat(target.health().status()).isEqualTo(503);
        database.thaw();
        target.awaitHealthy(LIMIT);

        database.kill();
        assertThat(target.health().status()).isEqualTo(503);
        database.start();
        target.awaitHealthy(LIMIT);

        database.stop();
        assertThat(target.health().status()).isEqualTo(503);
        target.reset();
        assertThat(target.processes()).isEqualTo(BOTH_ONLINE);
    }

    private static Answer businessCheck() {
        return target.post("/api/orders/check", "{}");
    }

    private static int appliedMigrations() {
        return database.query(
                        "SELECT id FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL")
                .size();
    }

    private static boolean isInTarget(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .startsWith(target.directory());
        } catch (IOException e) {
            return false;
        }
    }
}
