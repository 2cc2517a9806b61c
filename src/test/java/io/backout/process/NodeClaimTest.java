package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.demo.Poll;
import io.backout.record.EngineDatabase;
import io.backout.record.TestDatabase;
import io.backout.target.ConfigurationException;
import io.backout.target.Configured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names of servers that share a database; whether it is MySQL matters only for whether it can be shared. */
class NodeClaimTest {
    @TempDir
    Path one;

    @TempDir
    Path other;

    private final List<Node> nodes = new ArrayList<>();
    private JdbcClient jdbc;

    @BeforeEach
    void setUp() {
        jdbc = JdbcClient.create(TestDatabase.create().source());
    }

    @AfterEach
    void close() throws IOException {
        for (Node node : nodes) {
            node.destroy();
        }
    }

    @Test
    void givesServersOnOneDataDirectoryDifferentNamesThatLast() throws Exception {
        Node first = claimed(one, null);
        Node second = claimed(one, null);
        assertThat(List.of(first.name(), second.name())).containsExactly("backout", "backout-2");

        second.destroy();

        assertThat(claimed(one, null).name()).isEqualTo("backout-2");
        assertThat(names()).containsExactly("backout", "backout-2");
    }

    @Test
    void refusesANameThatIsTakenOnTheSameDataDirectory() throws Exception {
        claimed(one, "node-a");

        assertThatThrownBy(() -> claimed(one, "node-a"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "configuration key 'backout.node-name' has the value 'node-a'; allowed: a name that no running"
                                + " Backout server uses on this data directory");
    }

    @Test
    void refusesTheNameOfAServerThatBeatsWhateverItsDataDirectory() throws Exception {
        claimed(one, "node-a");

        CompletableFuture<Node> second = claiming(other, "node-a");
        Poll.until(
                Duration.ofSeconds(10),
                () -> {
                    jdbc.sql("update node set seen_at = ?")
                            .param(System.currentTimeMillis())
                            .update();
                    return second.isDone();
                },
                () -> "it was not refused");

        assertThatThrownBy(second::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessage(
                        "configuration key 'backout.node-name' has the value 'node-a'; allowed: a name that no running"
                                + " Backout server uses on this engine database, whatever its data directory");
    }

    @Test
    void takesTheNameOfAServerThatIsSilentForTheLockTime() throws Exception {
        claimed(one, "node-a");
        jdbc.sql("update node set seen_at = ?")
                .param(System.currentTimeMillis() - Heartbeat.LOCK.toMillis() + 500)
                .update();

        assertThat(claimed(other, "node-a").name()).isEqualTo("node-a");
    }

    @Test
    void takesItsOwnNameBackAtOnce() throws Exception {
        claimed(one, "node-a").destroy();
        long begun = System.nanoTime();

        claimed(one, "node-a");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void refusesADataDirectoryThatTheOtherDoesNotShare() throws Exception {
        claimed(one, "node-a");

        assertThatThrownBy(() -> claimed(other, "node-b"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("configuration key 'backout.data-directory' has the value '" + other
                        + "'; allowed: the data directory of node 'node-a', which runs on the same engine database:"
                        + " whoever goes on with a rollback needs its evidence");
    }

    private CompletableFuture<Node> claiming(Path directory, String name) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return claimed(directory, name);
            } catch (IOException | InterruptedException | java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Node claimed(Path directory, @Nullable String name)
            throws IOException, InterruptedException, java.sql.SQLException {
        Map<String, Object> lines = new HashMap<>(Map.of("data-directory", directory));
        if (name != null) {
            lines.put("node-name", name);
        }
        DataSourceProperties shared = new DataSourceProperties();
        shared.setUrl("jdbc:mysql://127.0.0.1/backout");
        DataSourceProperties file = new DataSourceProperties();
        file.setUrl("jdbc:h2:mem:none");
        Node node = new Node(Configured.with(lines), new EngineDatabase(shared));
        nodes.add(node);
        new NodeClaim(
                new StartTurn(null, new EngineDatabase(file)),
                new EngineDatabase(shared),
                jdbc,
                node,
                Clock.systemUTC());
        return node;
    }

    private List<String> names() {
        return jdbc.sql("select name from node order by name")
                .query(String.class)
                .list();
    }
}
