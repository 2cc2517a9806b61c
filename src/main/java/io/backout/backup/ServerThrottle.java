package io.backout.backup;

import io.backout.tool.LoadStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves the server its air while the application still uses it.
 *
 * @param mostThreads that may run besides the loaders, which run also while they wait
 * @param mostCheckpointAge in percent of what the redo log bears; MariaDB alone says it, and does nothing about it below 88
 * @param mostReplicaLag that the server may be behind another one that it follows; such a one writes to other databases
 * @param leastFree bytes in the directory of the server's data, as far as it can be seen from here
 */
public record ServerThrottle(
        int mostThreads, int mostCheckpointAge, Duration mostReplicaLag, long leastFree, Path directory)
        implements Throttle {
    private static final String LOADERS =
            "select count(*) from information_schema.processlist where db = database() and command = 'Query'";
    private static final String STATUS = "show global status where variable_name in"
            + " ('Threads_running', 'Innodb_checkpoint_age', 'Innodb_checkpoint_max_age')";

    @Override
    public Optional<String> reasonToPause(LoadStatement statement) throws SQLException {
        Map<String, Long> status = new HashMap<>();
        try (ResultSet rows = statement.query(STATUS)) {
            while (rows.next()) {
                status.put(rows.getString(1), rows.getLong(2));
            }
        }
        long threads = status.getOrDefault("Threads_running", 0L) - Long.parseLong(statement.value(LOADERS));
        if (threads > mostThreads) {
            return Optional.of("%d other threads run in the server, more than %d".formatted(threads, mostThreads));
        }
        long age = 100
                * status.getOrDefault("Innodb_checkpoint_age", 0L)
                / Math.max(1, status.getOrDefault("Innodb_checkpoint_max_age", 1L));
        if (age > mostCheckpointAge) {
            return Optional.of("the redo log is filled to %d %%, more than %d %%".formatted(age, mostCheckpointAge));
        }
        for (Replication source : Replication.of(statement::query)) {
            if (source.secondsBehind() > mostReplicaLag.toSeconds()) {
                return Optional.of("the server is %d s behind %s, which it follows, more than %d s"
                        .formatted(source.secondsBehind(), source.source(), mostReplicaLag.toSeconds()));
            }
        }
        long free = free();
        return free < leastFree
                ? Optional.of(
                        "%d MB are free in '%s', less than %d MB".formatted(free >> 20, directory, leastFree >> 20))
                : Optional.empty();
    }

    private long free() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the free space of '%s' could not be read".formatted(directory), e);
        }
    }
}
