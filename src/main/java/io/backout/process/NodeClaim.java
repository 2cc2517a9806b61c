package io.backout.process;

import io.backout.record.EngineDatabase;
import io.backout.target.ConfigurationException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes this node's name on the engine's database, before anything is done in it. */
@Component
class NodeClaim {
    private static final Logger LOG = LoggerFactory.getLogger(NodeClaim.class);

    private final JdbcClient jdbc;
    private final Node node;
    private final Clock clock;

    /**
     * @param turn nobody else starts meanwhile
     * @throws ConfigurationException when a server that lives has the name, or keeps its evidence elsewhere
     */
    NodeClaim(StartTurn turn, EngineDatabase database, JdbcClient jdbc, Node node, Clock clock)
            throws InterruptedException {
        this.jdbc = jdbc;
        this.node = node;
        this.clock = clock;
        if (database.shared()) {
            requireOwnName();
            requireSharedDirectory();
        }
        jdbc.sql("delete from node where name = ?").param(node.name()).update();
        jdbc.sql("insert into node (name, incarnation, seen_at, data_directory) values (?, ?, ?, ?)")
                .params(node.name(), node.incarnation(), clock.millis(), node.dataDirectoryId())
                .update();
        LOG.info(
                "node '{}' works on the engine database {}",
                node.name(),
                database.shared() ? database.location() : "of its own data directory");
    }

    /**
     * On our own data directory the file lock proves that the earlier server of this name is dead. Another one is alive
     * when it beats while we look, and dead when it has been silent for the lock time.
     */
    private void requireOwnName() throws InterruptedException {
        Optional<NodeRow> first = find();
        if (first.isEmpty() || first.get().directory().equals(node.dataDirectoryId())) {
            return;
        }
        for (Optional<NodeRow> now = first; now.filter(this::lives).isPresent(); now = find()) {
            if (now.get().seenAt() > first.get().seenAt()) {
                throw new ConfigurationException(
                        "backout.node-name",
                        node.name(),
                        "a name that no running Backout server uses on this engine database, whatever its data directory");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void requireSharedDirectory() {
        rows().stream()
                .filter(row -> !row.name().equals(node.name()) && lives(row))
                .filter(row -> !row.directory().equals(node.dataDirectoryId()))
                .findFirst()
                .ifPresent(other -> {
                    throw new ConfigurationException(
                            "backout.data-directory",
                            node.dataDirectory().toString(),
                            "the data directory of node '%s', which runs on the same engine database: whoever goes on with a rollback needs its evidence"
                                    .formatted(other.name()));
                });
    }

    private boolean lives(NodeRow row) {
        return clock.millis() - row.seenAt() <= Heartbeat.LOCK.toMillis();
    }

    private Optional<NodeRow> find() {
        return rows().stream().filter(row -> row.name().equals(node.name())).findFirst();
    }

    private List<NodeRow> rows() {
        return jdbc.sql("select * from node").query(NodeRow::read).list();
    }
}
