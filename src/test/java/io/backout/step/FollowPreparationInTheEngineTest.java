package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.record.BadInputException;
import io.backout.record.RollbackState;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The commander's task beside the preparation of level 3: it tells, it stops, and it goes. */
@EngineTest
@Import(EngineScene.class)
class FollowPreparationInTheEngineTest {
    private static final String FOLLOW = "userTask_followPreparation";

    @Autowired
    private EngineScene scene;

    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @BeforeEach
    void reset() {
        scene.reset();
        scene.bench.withLevel3 = true;
        scene.step("verifyBackup").doing(this::untilTold);
    }

    @AfterEach
    void clear() {
        mayEnd.countDown();
        scene.clear();
    }

    @Test
    void tellsHowFarItIsWhileAStepRuns() {
        prepare();

        Task task = scene.task(FOLLOW);

        assertThat(task.getAssignee()).isEqualTo(BackoutUser.COMMANDER.id());
        Poll.until(
                EngineScene.LIMIT,
                () -> text(task).contains("| Verify backup | **running** for"),
                () -> "it still says: " + text(task));
        assertThat(text(task))
                .contains("level 3 of 'shop' is being prepared")
                .contains(
                        "| Take snapshot | to come, usually 1 s |",
                        "| Complete plan | to come",
                        "### What becomes of each table's rows")
                .as("nobody decided to stop it")
                .doesNotContain("Stop writing");
    }

    @Test
    void tellsThatAStepFailed() {
        scene.step("verifyBackup").failing(new IllegalStateException("the disk is broken"));
        prepare();

        Task task = scene.task(FOLLOW);

        Poll.until(
                EngineScene.LIMIT,
                () -> text(task).contains("| Verify backup | **failed** after 0 s |"),
                () -> "it still says: " + text(task));
    }

    @Test
    void isWithdrawnWhenThePreparationEnds() {
        prepare();
        scene.task(FOLLOW);

        mayEnd.countDown();

        scene.task("userTask_decideLevel");
        assertThat(scene.tasks(FOLLOW)).isEmpty();
    }

    @Test
    void stopsTheStepThatRunsAndTheRollback() {
        String id = prepare();

        scene.complete(BackoutUser.COMMANDER.id(), running(), Map.of("reason", "the backup is the wrong one"));

        scene.awaitState(id, RollbackState.STOPPED);
        assertThat(scene.tasks(FOLLOW)).isEmpty();
        assertThat(scene.sentences(id))
                .contains("hanmei REQUESTED_STOP asked to stop: the backup is the wrong one")
                .anyMatch(
                        sentence -> sentence.startsWith("hanmei STOP 'hanmei' asked to stop in step 'Verify backup':"))
                .noneMatch(sentence -> sentence.contains("is tried again"));
    }

    @Test
    void stopsNothingForOthersOrWithoutAReason() {
        String id = prepare();
        Task task = running();

        assertThatThrownBy(() -> scene.complete(BackoutUser.OPERATOR.id(), task, Map.of("reason", "no")))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> scene.complete(BackoutUser.COMMANDER.id(), task, Map.of()))
                .hasRootCauseInstanceOf(BadInputException.class);

        assertThat(scene.rollback(id).command()).isEmpty();
        assertThat(scene.tasks(FOLLOW)).hasSize(1);
    }

    private String prepare() {
        return scene.report(BackoutUser.COMMANDER, Optional.of(3));
    }

    private Task running() {
        Poll.until(EngineScene.LIMIT, () -> scene.step("verifyBackup").runs() == 1, () -> "the step does not start");
        return scene.task(FOLLOW);
    }

    private String text(Task task) {
        return String.valueOf(scene.engine.getTaskService().getVariable(task.getId(), "briefing"));
    }

    private StepResult untilTold(StepContext context) {
        try {
            while (!mayEnd.await(50, TimeUnit.MILLISECONDS)) {
                if (context.interrupted().getAsBoolean()) {
                    throw new StepCutShortException("the check ended early");
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return new StepResult("the backup is not sound", Map.of("prepared", false));
    }
}
