package io.backout.step;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.backout.demo.Poll;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The probe of a target may hang for a while; a node that does not beat meanwhile would be taken for dead. */
@EngineTest
@Import(EngineScene.class)
class HeartbeatInTheEngineTest {
    @Autowired
    private ThreadPoolTaskScheduler scheduler;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void beatsWhileEverythingElseThatIsScheduledHangs() {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < scheduler.getScheduledThreadPoolExecutor().getCorePoolSize(); i++) {
            scheduler.submit(() -> {
                end.await();
                return end;
            });
        }
        long before = lastSeen();

        assertThatCode(() -> Poll.until(Duration.ofSeconds(20), () -> lastSeen() > before, () -> "no beat"))
                .doesNotThrowAnyException();
        end.countDown();
    }

    private long lastSeen() {
        return jdbc.sql("select max(seen_at) from node").query(Long.class).single();
    }
}
