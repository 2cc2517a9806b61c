package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.Person;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.plan.Step.Kind;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest;
import io.backout.record.RollbackState;
import io.backout.record.StepRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@EngineTest
@Import(EngineScene.class)
class StepsInTheEngineTest {
    private static final String CLARIFY = "userTask_clarifyOutcome";
    /** Seconds; the job's lock is good for seven. */
    private static final int LONGER_THAN_THE_LOCK = 12;

    private static final int LONGER_THAN_A_BEAT = 5;

    @Autowired
    private EngineScene scene;

    private FakeStep stop;

    @BeforeEach
    void reset() {
        scene.reset();
        stop = scene.step("stopApplication");
    }

    @AfterEach
    void clear() {
        scene.clear();
    }

    @Test
    void runsAStepThatOutlastsItsJobsLockOnce() {
        stop.doing(context -> {
            pause(LONGER_THAN_THE_LOCK);
            return StepResult.done("at last");
        });

        String id = scene.rollBack();

        scene.awaitState(id, RollbackState.ROLLED_BACK, RollbackState.NEEDS_OPERATOR);
        assertThat(scene.state(id)).isEqualTo(RollbackState.ROLLED_BACK);
        assertThat(stop.runs()).isEqualTo(1);
        assertThat(scene.ledger.of(id)).hasSize(6).extracting(StepRun::state).containsOnly(StepRun.State.SUCCEEDED);
        assertThat(scene.sentences(id)).noneMatch(sentence -> sentence.contains(" STUCK "));
    }

    @ParameterizedTest
    @CsvSource({"HAPPENED, 1, ROLLED_BACK", "DID_NOT_HAPPEN, 2, ROLLED_BACK", "STOP, 1, STOPPED"})
    void asksOneOperatorOnceAboutAnUnknownOutcomeAndGoesOnWithTheAnswer(String answer, int runs, RollbackState end) {
        stop.as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        String id = scene.rollBack();
        Task task = scene.task(CLARIFY);

        scene.retryInCockpit();
        Poll.until(
                EngineScene.LIMIT, () -> stop.probes() >= 2 && scene.incidents().size() == 1, () -> "no incident");

        assertThat(scene.tasks(CLARIFY)).extracting(Task::getId).containsExactly(task.getId());
        assertThat(scene.state(id)).isEqualTo(RollbackState.NEEDS_OPERATOR);
        assertThat(stop.runs()).isEqualTo(1);
        assertThat(scene.engine.getTaskService().getIdentityLinksForTask(task.getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly(BackoutUser.OPERATOR.group());
        assertThat(briefing(task))
                .contains("## Did step 'Stop application' happen?")
                .contains("a look at the target says: cannot tell")
                .contains(" UTC on server ", "| What Backout sees now | cannot tell |");

        stop.answering(Map.of());
        scene.complete(BackoutUser.OPERATOR.id(), task, Map.of("outcome", answer, "reason", "I looked at pm2"));

        assertThat(scene.awaitState(id, end)).isEqualTo(end);
        assertThat(stop.runs()).isEqualTo(runs);
        assertThat(scene.tasks(CLARIFY)).isEmpty();
        assertThat(scene.sentences(id))
                .anyMatch(it -> it.startsWith("lilei CLARIFIED") && it.endsWith("I looked at pm2"));
    }

    @Test
    void refusesAnAnswerThatComesTooLateAndKeepsIt() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        stop.as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        String id = scene.rollBack();
        Task task = scene.task(CLARIFY);
        stop.looking(Probe.DID_NOT_HAPPEN).doing(context -> {
            running.countDown();
            await(end);
            return StepResult.done("done");
        });
        scene.retryInCockpit();
        await(running);
        StepRun settled = scene.ledger.of(id).get(2);

        try {
            assertThatThrownBy(() -> scene.complete(
                            BackoutUser.OPERATOR.id(), task, Map.of("outcome", "HAPPENED", "reason", "I believe")))
                    .hasRootCauseInstanceOf(BadInputException.class)
                    .rootCause()
                    .hasMessageContaining("step 'Stop application' is no longer in doubt");
        } finally {
            end.countDown();
        }

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(settled.step()).isEqualTo("stopApplication");
        assertThat(scene.ledger.find(settled.id())).contains(settled);
        assertThat(stop.runs()).isEqualTo(2);
        assertThat(scene.sentences(id))
                .contains("lilei TOO_LATE 'lilei' said of step 'Stop application': it happened: I believe;"
                        + " it changed nothing");
    }

    @Test
    void leavesNoQuestionOpenWhenTheRollbackIsOver() {
        stop.as(Kind.ONCE).failing(new IllegalStateException("the connection was lost"));
        String id = scene.rollBack();
        scene.task(CLARIFY);

        scene.service.command(id, scene.people.person(BackoutUser.COMMANDER.id()), CommandRequest.Kind.STOP, "enough");

        scene.awaitState(id, RollbackState.STOPPED);
        assertThat(scene.tasks(CLARIFY)).isEmpty();
    }

    @Test
    void showsInCockpitWhatFailedAndHowToGoOn() {
        stop.failing(new IllegalStateException("'pm2 stop shop' ended with exit code 1: " + "x".repeat(5_000)));
        String id = scene.rollBack();
        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);

        List<Incident> incidents = scene.incidents();

        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).getActivityId()).isEqualTo("serviceTask_stopApplication");
        assertThat(incidents.get(0).getIncidentMessage())
                .startsWith("step 'Stop application' failed: 'pm2 stop shop' ended with exit code 1: xxx")
                .endsWith("HINT: remove the cause, then retry in Cockpit; the rollback goes on from this step.");

        stop.answering(Map.of());
        scene.retryInCockpit();
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.step("prepareRelease").runs())
                .as("nothing is done again")
                .isEqualTo(1);
    }

    @Test
    void makesAnIncidentOfAStepThatFailsAfterItsLockWasRenewed() {
        stop.doing(context -> {
            pause(LONGER_THAN_A_BEAT);
            throw new IllegalStateException("no");
        });

        String id = scene.rollBack();

        scene.awaitState(id, RollbackState.NEEDS_OPERATOR);
        assertThat(stop.runs()).as("both tries").isEqualTo(2);
    }

    @Test
    void takesARequestToStopWhileThePlanIsDrafted() {
        CountDownLatch drafting = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        scene.bench.whileDrafting = () -> {
            drafting.countDown();
            await(end);
        };
        String id = scene.rollBack();
        await(drafting);

        scene.service.command(
                id, scene.people.person(BackoutUser.COMMANDER.id()), CommandRequest.Kind.STOP, "false alarm");
        end.countDown();

        scene.awaitState(id, RollbackState.STOPPED);
        assertThat(scene.ledger.of(id)).isEmpty();
    }

    @Test
    void namesTheWayOutWhereThereIsNothingToStopYet() {
        CountDownLatch gathering = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        scene.bench.whileGathering = () -> {
            gathering.countDown();
            await(end);
        };
        String id = scene.report(BackoutUser.COMMANDER, Optional.empty());
        await(gathering);
        Person commander = scene.people.person(BackoutUser.COMMANDER.id());

        try {
            assertThatThrownBy(() -> scene.service.command(id, commander, CommandRequest.Kind.STOP, "false alarm"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(
                            id + " looks at the target, which changes nothing; nothing was done\n"
                                    + "HINT: wait a moment until it asks for the decision, and close it there without a rollback.");
        } finally {
            end.countDown();
        }
        scene.task("userTask_decideLevel");
        scene.service.command(id, commander, CommandRequest.Kind.STOP, "false alarm");

        scene.awaitState(id, RollbackState.CLOSED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String briefing(Task task) {
        return String.valueOf(scene.engine.getTaskService().getVariable(task.getId(), "briefing"));
    }

    /** The length of the step is what is tested. */
    private static void pause(int seconds) {
        try {
            assertThat(new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
