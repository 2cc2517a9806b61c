package io.backout.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.backout.record.EngineDatabase;
import io.backout.record.TestClock;
import io.backout.record.TestDatabase;
import io.backout.target.Configured;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.h2.jdbc.JdbcSQLNonTransientConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class HeartbeatTest {
    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private JdbcClient jdbc;
    private Node node;
    private Heartbeat heartbeat;

    @BeforeEach
    void setUp() throws IOException {
        TestDatabase database = TestDatabase.create();
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/camunda/bpm/engine/db/create/activiti.h2.create.engine.sql"))
                .execute(database.source());
        jdbc = JdbcClient.create(database.source());
        node = new Node(
                Configured.with(Map.of("data-directory", directory, "node-name", "node-a")),
                new EngineDatabase(database.properties()));
        heartbeat = new Heartbeat(database.properties(), node, clock);
    }

    @AfterEach
    void close() throws IOException {
        heartbeat.destroy();
        node.destroy();
    }

    @Test
    void renewsOnlyTheLocksOfWhatRunsHere() {
        job("mine", "execution-1", "node-a");
        job("other step", "execution-2", "node-a");
        job("taken over", "execution-1", "node-b");

        heartbeat.during(execution("execution-1"), () -> {
            clock.advance(Duration.ofSeconds(15));
            heartbeat.beat();
        });

        assertThat(lockOf("mine")).isEqualTo(clock.instant().plus(Heartbeat.LOCK));
        assertThat(lockOf("other step")).isEqualTo(clock.instant().plusSeconds(-15));
        assertThat(lockOf("taken over")).isEqualTo(clock.instant().plusSeconds(-15));
    }

    /** As H2 closes it when its disk is full. */
    @Test
    void endsTheServerWhoseEmbeddedDatabaseWasClosed() throws SQLException {
        DataSourceProperties file = new DataSourceProperties();
        String url = "jdbc:h2:file:" + directory.resolve("own");
        file.setUrl(url);
        AtomicInteger ends = new AtomicInteger();
        Heartbeat beating = new Heartbeat(file, node, clock) {
            @Override
            void halt() {
                ends.incrementAndGet();
            }
        };
        try (Connection connection = DriverManager.getConnection(url)) {
            connection
                    .createStatement()
                    .execute("create table node (name varchar(99), incarnation varchar(99),"
                            + " seen_at bigint, data_directory varchar(99))");
            beating.beat();
            assertThat(ends).hasValue(0);
            connection.createStatement().execute("shutdown immediately");
        } catch (JdbcSQLNonTransientConnectionException closed) {
            // It was.
        }

        beating.beat();

        assertThat(ends).hasValue(1);
        beating.destroy();
    }

    @Test
    void leavesTheRevisionAlone() {
        job("mine", "execution-1", "node-a");

        heartbeat.during(execution("execution-1"), heartbeat::beat);

        assertThat(jdbc.sql("select REV_ from ACT_RU_JOB").query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    void renewsNothingWhenTheWorkIsDone() {
        job("mine", "execution-1", "node-a");
        assertThatThrownBy(() -> heartbeat.during(execution("execution-1"), () -> {
                    throw new IllegalStateException("it failed");
                }))
                .hasMessage("it failed");

        heartbeat.beat();

        assertThat(lockOf("mine")).isEqualTo(clock.instant());
    }

    @Test
    void livesAsLongAsItBeats() {
        jdbc.sql("insert into node (name, incarnation, seen_at) values ('node-b', 'b1', ?)")
                .param(clock.millis())
                .update();

        assertThat(heartbeat.isLive("b1")).isTrue();
        assertThat(heartbeat.isLive("b0")).isFalse();
        clock.advance(Heartbeat.LOCK.plusMillis(1));
        assertThat(heartbeat.isLive("b1")).isFalse();
        assertThat(heartbeat.isLive(node.incarnation())).isTrue();
    }

    @Test
    void knowsThatAnEarlierIncarnationOfItsNameIsOver() {
        jdbc.sql("insert into node (name, incarnation, seen_at) values ('node-a', 'a0', ?)")
                .param(clock.millis())
                .update();

        assertThat(heartbeat.isLive("a0")).isFalse();
    }

    @Test
    void startsNothingAfter20SecondsWithoutBeatUntilTheNextOne() {
        heartbeat.beat();
        jdbc.sql("alter table node rename to gone").update();
        clock.advance(Duration.ofSeconds(20));
        heartbeat.beat();
        heartbeat.requireBeating();
        clock.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> heartbeat.during(execution("execution-1"), () -> {
                    throw new AssertionError("it started");
                }))
                .hasMessage(
                        "node 'node-a' could not renew its locks for more than 20 s, so it starts nothing; it goes on"
                                + " when the engine's database answers");

        jdbc.sql("alter table gone rename to node").update();
        heartbeat.beat();
        boolean[] started = new boolean[1];
        heartbeat.during(execution("execution-1"), () -> started[0] = true);
        assertThat(started[0]).isTrue();
    }

    private void job(String id, String execution, String owner) {
        jdbc.sql("insert into ACT_RU_JOB (ID_, REV_, TYPE_, EXECUTION_ID_, LOCK_OWNER_, LOCK_EXP_TIME_)"
                        + " values (?, 1, 'message', ?, ?, ?)")
                .params(id, execution, owner, Timestamp.from(clock.instant()))
                .update();
    }

    private java.time.Instant lockOf(String job) {
        return jdbc.sql("select LOCK_EXP_TIME_ from ACT_RU_JOB where ID_ = ?")
                .param(job)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static DelegateExecution execution(String id) {
        DelegateExecution execution = mock(DelegateExecution.class);
        when(execution.getId()).thenReturn(id);
        return execution;
    }
}
