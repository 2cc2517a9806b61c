package io.backout.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A second server that reads the first one's changes keeps a cut-over from the first. */
class ReplicaIT {
    private static final String OPTIONS = "sample.mariadb.options";

    @TempDir
    Path directory;

    @Test
    void keepsFromACutOver(TestInfo test) {
        SampleServer server = SampleServer.of(test);
        try (CutOverBench bench = withBinaryLog(server);
                SampleDatabase replica = SampleDatabase.start(directory.resolve("replica"), server)) {
            SwapNames names = bench.names("replica");
            StoredObjects backup = bench.prepare(names);
            CutOverPreconditions preconditions = new CutOverPreconditions(bench.mysql(), names);
            assertThat(preconditions.check(backup)).isEmpty();

            follow(replica, bench.database());
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

    /** MySQL has it by default. */
    private CutOverBench withBinaryLog(SampleServer server) {
        System.setProperty(OPTIONS, "--log-bin=binlog");
        try {
            return CutOverBench.start(directory, server);
        } finally {
            System.clearProperty(OPTIONS);
        }
    }

    private static void follow(SampleDatabase replica, SampleDatabase source) {
        String follow = replica.server() == SampleServer.MYSQL
                ? "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = %d, SOURCE_USER = '%s',"
                        + " SOURCE_PASSWORD = '%s', GET_SOURCE_PUBLIC_KEY = 1"
                : "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = '%s',"
                        + " MASTER_PASSWORD = '%s', MASTER_SSL_VERIFY_SERVER_CERT = 0";
        for (String statement : List.of(
                "SET GLOBAL server_id = 2",
                follow.formatted(
                        source.port(), source.dbaUser(), source.dbaPassword().replace("'", "''")),
                "START SLAVE IO_THREAD")) {
            replica.execute(statement);
        }
    }
}
