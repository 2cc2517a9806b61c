package io.backout.backup;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** What a server must be to swap tables safely. */
final class ServerConditions {
    private static final String REPLICA =
            "select concat(user, '@', host) from information_schema.processlist where command like 'Binlog Dump%'";
    private static final String CLUSTER = "show global status where variable_name = 'wsrep_cluster_size' and value > 0"
            + " or variable_name = 'group_replication_primary_member' and value <> ''";

    private ServerConditions() {}

    static void check(Statement statement, String database, List<CutOverFinding> findings) throws SQLException {
        tooOld(ServerVersion.of(statement)).ifPresent(findings::add);
        for (String replica : Sql.strings(statement, REPLICA)) {
            findings.add(
                    new CutOverFinding(
                            "a replica reads this server's changes: " + replica,
                            "detach it, and set it up anew after the rollback; replication of a cut-over has not been proven."));
        }
        follows(statement, database, findings);
        if (!Sql.strings(statement, CLUSTER).isEmpty()) {
            findings.add(new CutOverFinding(
                    "the server is a member of a cluster (Galera or group replication)",
                    "let the database administrator restore the cluster by hand."));
        }
        if (Checkpoint.age(statement).isEmpty()) {
            findings.add(new CutOverFinding(
                    "the age of the server's checkpoint cannot be read", "grant PROCESS on *.* to the administrator."));
        }
    }

    /** Stopping the services does not stop what comes from another server. */
    private static void follows(Statement statement, String database, List<CutOverFinding> findings) {
        try {
            Replication.of(statement::executeQuery).stream()
                    .filter(source -> !source.leavesAlone(database))
                    .forEach(source -> findings.add(new CutOverFinding(
                            "the server follows %s, whose changes may be written to '%s' at any time"
                                    .formatted(source.source(), database),
                            "stop and reset the replication, or leave this database out of it (replicate-wild-ignore-table=%s.%%)."
                                    .formatted(database))));
        } catch (SQLException e) {
            findings.add(new CutOverFinding(
                    "the server follows another one, and which databases it takes from there cannot be read",
                    "grant REPLICATION CLIENT (MariaDB: REPLICA MONITOR) on *.* to the administrator."));
        }
    }

    static Optional<CutOverFinding> tooOld(ServerVersion server) {
        return server.renamesCrashSafely()
                ? Optional.empty()
                : Optional.of(new CutOverFinding(
                        "the server is %s, which can lose half of a rename of several tables in a crash"
                                .formatted(server.text()),
                        "use MySQL 8 or MariaDB 10.6, or newer."));
    }
}
