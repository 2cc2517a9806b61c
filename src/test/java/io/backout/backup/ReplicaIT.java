package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.tool.LoadStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A second server that reads the first one's changes, or writes its own to it, keeps a cut-over from the first. */
class ReplicaIT {
    @TempDir
    Path directory;

    @Test
    void keepsFromACutOver(TestInfo test) {
        SampleServer server = SampleServer.of(test);
        try (CutOverBench bench = SampleServer.withBinaryLog(() -> CutOverBench.start(directory, server));
                SampleDatabase replica = SampleDatabase.start(directory.resolve("replica"), server)) {
            SwapNames names = bench.names("replica");
            StoredObjects backup = bench.prepare(names);
            CutOverPreconditions preconditions = new CutOverPreconditions(bench.mysql(), names);
            assertThat(preconditions.check(backup)).isEmpty();

            replica.execute(follow(bench.database()) + "; START SLAVE IO_THREAD");
            Poll.until(
                    Duration.ofSeconds(20),
                    () -> !preconditions.check(backup).isEmpty(),
                    () -> "the replica does not read: " + replica.query("SHOW SLAVE STATUS"));

            assertThat(preconditions.check(backup)).singleElement().satisfies(finding -> {
                assertThat(finding.fact())
                        .matches(
                                "a replica reads this server's changes: easy_erp_dba@(127\\.0\\.0\\.1|localhost):\\d+");
                assertThat(finding.remedy())
                        .isEqualTo(
                                "detach it, and set it up anew after the rollback; replication of a cut-over has not been proven.");
            });
        }
    }

    @Test
    void mayFollowAnotherServerOnlyForOtherDatabases(TestInfo test) {
        SampleServer server = SampleServer.of(test);
        try (SampleDatabase source =
                        SampleServer.withBinaryLog(() -> SampleDatabase.start(directory.resolve("source"), server));
                CutOverBench bench = CutOverBench.start(directory, server)) {
            SwapNames names = bench.names("replica");
            StoredObjects backup = bench.prepare(names);
            CutOverPreconditions preconditions = new CutOverPreconditions(bench.mysql(), names);
            SampleDatabase live = bench.database();
            live.execute(follow(source) + "; START SLAVE");

            assertThat(preconditions.check(backup)).singleElement().satisfies(finding -> {
                assertThat(finding.fact())
                        .isEqualTo(
                                "the server follows 127.0.0.1:%d, whose changes may be written to 'easy_erp' at any time",
                                source.port());
                assertThat(finding.remedy())
                        .isEqualTo(
                                "stop and reset the replication, or leave this database out of it (replicate-wild-ignore-table=easy_erp.%).");
            });

            live.execute("STOP SLAVE");
            live.execute(
                    server == SampleServer.MYSQL
                            ? "CHANGE REPLICATION FILTER REPLICATE_WILD_IGNORE_TABLE = ('easy\\_erp.%')"
                            : "SET GLOBAL replicate_wild_ignore_table = 'easy_erp.%'");
            live.execute("START SLAVE");

            assertThat(preconditions.check(backup)).isEmpty();
            waitsWhileItIsBehind(bench, source);
        }
    }

    /** Behind by what is held up here by a lock. */
    private void waitsWhileItIsBehind(CutOverBench bench, SampleDatabase source) {
        source.execute("CREATE DATABASE elsewhere; CREATE TABLE elsewhere.t (id INT PRIMARY KEY)");
        Poll.until(
                Duration.ofSeconds(20),
                () -> !bench.database()
                        .query("SELECT 1 FROM information_schema.tables WHERE table_schema = 'elsewhere'")
                        .isEmpty(),
                () -> "what the other server wrote does not come: "
                        + bench.database().query("SHOW SLAVE STATUS"));
        assertThat(pause(bench)).isEmpty();

        bench.mysql().asAdministrator(statement -> {
            statement.execute("LOCK TABLES elsewhere.t READ");
            source.execute("INSERT INTO elsewhere.t VALUES (1)");
            Poll.until(
                    Duration.ofSeconds(20),
                    () -> pause(bench).isPresent(),
                    () -> "it is not behind: " + bench.database().query("SHOW SLAVE STATUS"));
            assertThat(pause(bench).orElseThrow())
                    .matches("the server is \\d+ s behind 127\\.0\\.0\\.1:%d, which it follows, more than 1 s"
                            .formatted(source.port()));
            return statement.execute("UNLOCK TABLES");
        });
    }

    private Optional<String> pause(CutOverBench bench) {
        ServerThrottle throttle = new ServerThrottle(1000, 100, Duration.ofSeconds(1), 0, directory);
        return bench.mysql()
                .asLoader(
                        bench.database().name(),
                        Duration.ofSeconds(20),
                        statement -> throttle.reasonToPause(new LoadStatement(statement)));
    }

    /** From now on; what the other one wrote before is here, too. */
    private static String follow(SampleDatabase source) {
        Map<String, Object> status = source.query("SHOW MASTER STATUS").get(0);
        String follow = source.server() == SampleServer.MYSQL
                ? "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = %d, SOURCE_USER = '%s',"
                        + " SOURCE_PASSWORD = '%s', SOURCE_LOG_FILE = '%s', SOURCE_LOG_POS = %s, GET_SOURCE_PUBLIC_KEY = 1"
                : "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = '%s',"
                        + " MASTER_PASSWORD = '%s', MASTER_LOG_FILE = '%s', MASTER_LOG_POS = %s, MASTER_SSL_VERIFY_SERVER_CERT = 0";
        return "SET GLOBAL server_id = 2; "
                + follow.formatted(
                        source.port(),
                        source.dbaUser(),
                        source.dbaPassword().replace("'", "''"),
                        status.get("File"),
                        status.get("Position"));
    }
}
