package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import io.backout.plan.Step.Kind;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** SIGTERM, as far as Spring carries it: a server that ends, each in a database of its own. */
@EngineTest
@Import(EngineScene.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:stop;LOCK_TIMEOUT=10000",
            "camunda.bpm.process-engine-name=stop"
        })
class StopInTheEngineTest {
    @Autowired
    private ConfigurableApplicationContext context;

    @Autowired
    private EngineScene scene;

    @Autowired
    private JdbcClient jdbc;

    private final CountDownLatch running = new CountDownLatch(1);

    @Test
    void endsAStepThatMayRunAgainAndCountsNoFailure() throws InterruptedException {
        scene.reset();
        scene.step("stopApplication").doing(step -> {
            running.countDown();
            Poll.until(EngineScene.LIMIT, step.interrupted(), () -> "it was not ended");
            throw new StepCutShortException("the step ended early");
        });
        String id = scene.rollBack();
        running.await();
        Object retries = job().get("RETRIES_");

        stopping().join();

        assertThat(scene.ledger.of(id))
                .extracting(StepRun::step, StepRun::state, StepRun::message)
                .last()
                .isEqualTo(org.assertj.core.groups.Tuple.tuple(
                        "stopApplication", State.FAILED, "ended early, because node 'backout' stops; it runs again"));
        assertThat(scene.sentences(id))
                .anyMatch(sentence -> sentence.endsWith("node 'backout' stops; " + id
                        + " goes on at 'Stop application' on another node, or when this one starts again"))
                .noneMatch(sentence -> sentence.contains("failed"));
        Map<String, Object> job = job();
        assertThat(job.get("LOCK_OWNER_")).isNull();
        assertThat(job.get("RETRIES_")).as("no retry is lost").isEqualTo(retries);
    }

    @Test
    void waitsForAStepThatMustNotRunAgainAndStartsNoneAfterIt() throws InterruptedException {
        scene.reset();
        CountDownLatch end = new CountDownLatch(1);
        FakeStep once = scene.step("stopApplication").as(Kind.ONCE).doing(step -> {
            running.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return StepResult.done("done");
        });
        String id = scene.rollBack();
        running.await();

        CompletableFuture<Void> stopping = stopping();
        // Longer than anything that is not waited for.
        Poll.until(EngineScene.LIMIT, () -> scene.stops(), () -> "it does not stop");
        assertThat(stopping).isNotDone();
        end.countDown();
        stopping.join();

        assertThat(once.runs()).isEqualTo(1);
        assertThat(scene.ledger.of(id))
                .extracting(StepRun::step)
                .containsExactly("preserveEvidence", "prepareRelease", "stopApplication");
        assertThat(scene.ledger.of(id)).extracting(StepRun::state).containsOnly(State.SUCCEEDED);
        assertThat(scene.sentences(id))
                .anyMatch(sentence -> sentence.endsWith("node 'backout' stops; " + id
                        + " goes on after 'Stop application' on another node, or when this one starts again"));
        assertThat(job().get("LOCK_OWNER_")).isNull();
    }

    private CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(() -> context.publishEvent(new ContextClosedEvent(context)));
    }

    private Map<String, Object> job() {
        List<Map<String, Object>> jobs = jdbc.sql(
                        "select LOCK_OWNER_, RETRIES_ from ACT_RU_JOB where TYPE_ = 'message'")
                .query()
                .listOfRows();
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }
}
