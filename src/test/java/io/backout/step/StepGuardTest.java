package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.plan.Finding;
import io.backout.plan.Plan;
import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.record.RollbackState;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import io.backout.target.Release;
import io.backout.tool.MigrationRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepGuardTest {
    @TempDir
    Path directory;

    private StepBench bench;
    private FakeStep stop;

    @BeforeEach
    void setUp() {
        bench = new StepBench(directory);
        stop = bench.step(Step.STOP_APPLICATION, Kind.REPEATABLE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void refusesAPlanWithoutSignature() {
        bench.jdbc().sql("delete from approval").update();

        refuses("the plan lacks the signature of [incident-commander]");
    }

    @Test
    void refusesAPlanThatWasRefusedByItsSigner() {
        bench.jdbc().sql("update approval set decision = 'REFUSE'").update();

        refuses("the plan lacks the signature of [incident-commander]");
    }

    @Test
    void refusesASignatureOfAnotherHash() {
        bench.jdbc()
                .sql("update approval set plan_hash = ?")
                .param("0".repeat(64))
                .update();

        refuses("the plan lacks the signature of [incident-commander]");
    }

    @Test
    void refusesASignatureOfAnotherPlan() {
        bench.draft(bench.plan(List.of()));

        refuses("the plan lacks the signature of [incident-commander]");
    }

    @Test
    void refusesAPlanWhoseCommandsWereChangedAfterwards() {
        tamper();

        refuses("the stored plan is not the one that was offered for signature");
    }

    @Test
    void refusesAChangedPlanAlsoUnderItsNewHash() {
        tamper();
        String hash = bench.plans().require(bench.planId).plan().hash();
        bench.jdbc().sql("update plan set hash = ?").param(hash).update();

        refuses("the plan lacks the signature of [incident-commander]");
    }

    @Test
    void refusesAPlanThatCannotBeCarriedOut() {
        bench.sign(bench.draft(bench.plan(List.of(new Finding("disk", false, "the disk is full", "make room.")))));

        refuses("the plan does not contain it");
    }

    @Test
    void refusesAStepThatThePlanDoesNotContain() {
        stop = bench.step(Step.ESCALATE, Kind.REPEATABLE);

        refuses("the plan does not contain it");
    }

    @Test
    void refusesAStepOfARollbackThatIsOver() {
        bench.rollbacks().end(bench.rollbackId, RollbackState.CLOSED);

        refuses("the rollback is over");
    }

    /** Whoever says that it was done by hand, and it was not, gets no further than this. */
    @Test
    void findsTheWantedCommitBehindASkippedSwitchOrStops() {
        String wanted = bench.repository.head();
        bench.repository.commit("second");
        bench.sign(bench.draft(bench.plan(List.of(), bench.repository.head(), wanted)));
        StepRun failed = bench.started(Step.SWITCH_RELEASE, "dead");
        bench.ledger().end(failed.id(), StepRun.State.FAILED, "no", "", Map.of());
        bench.ledger().skip(failed, "done by hand");
        FakeStep start = bench.step(Step.START_APPLICATION, Kind.REPEATABLE);

        assertThatThrownBy(() -> bench.run(start))
                .isInstanceOfSatisfying(BpmnError.class, error -> assertThat(error.getErrorCode())
                        .isEqualTo(StepGuard.DRIFT))
                .hasMessageContaining("stopped before step 'Start application'");
        assertThat(start.runs()).isZero();

        bench.repository.git("reset", "--quiet", "--hard", wanted);
        bench.run(start);
        assertThat(start.runs()).isEqualTo(1);
    }

    @Test
    void refusesAStepWithoutAnyPlan() {
        bench.jdbc().sql("update rollback set plan_id = null").update();

        refuses("the rollback has no plan");
    }

    @Test
    void refusesAStepOfAnotherProcessInstance() {
        bench.instanceId = "another";

        refuses("the rollback was not started by this process instance");
    }

    @Test
    void stopsWhenAnotherCommitIsCheckedOut() {
        String planned = bench.repository.head();
        bench.repository.commit("deployed in the middle");

        drifts("the checked-out commit is '%s' instead of '%s'; done until then: nothing"
                .formatted(Release.shortCommit(bench.repository.head()), Release.shortCommit(planned)));
    }

    @Test
    void stopsWhenAMigrationRan() {
        bench.migrations = List.of(new MigrationRow("20261123_more", "c1", MigrationRow.State.FAILED));

        drifts("migration '20261123_more' was started, applied or changed; done until then: nothing");
    }

    @Test
    void stopsWhenWhatWasPreparedIsGone() {
        bench.sign(bench.draft(preparing(1)));

        drifts("the release that was prepared beside the live one was removed; done until then: nothing");
    }

    @Test
    void preparesWithoutSignaturesWhereOthersSignAfterwards() {
        bench.draft(preparing(2));
        FakeStep prepare = bench.step(Step.PREPARE_RELEASE, Kind.REPEATABLE);

        bench.run(prepare);

        assertThat(prepare.runs()).isEqualTo(1);
        refuses("the plan lacks the signature of [dba, system-administrator]");
    }

    @Test
    void preparesNothingOfAPlanThatWasChanged() {
        bench.draft(preparing(2));
        tamper();
        stop = bench.step(Step.PREPARE_RELEASE, Kind.REPEATABLE);

        refuses("the stored plan is not the one that was offered for signature");
    }

    @Test
    void letsAStepThatMutatesNothingRunInSpiteOfDrift() {
        bench.repository.commit("deployed in the middle");
        FakeStep verify = bench.step(Step.VERIFY_RELEASE, Kind.READ);

        bench.run(verify);

        assertThat(verify.runs()).isEqualTo(1);
    }

    @Test
    void wantsTheReleaseCheckedOutOnceItWasSwitched() {
        String before = bench.repository.head();
        bench.repository.commit("the release that is left");
        bench.sign(bench.draft(bench.plan(List.of(), bench.repository.head(), before)));
        StepRun switched = bench.started(Step.SWITCH_RELEASE, "dead");
        bench.ledger().end(switched.id(), State.SUCCEEDED, "switched", "", Map.of());

        stop = bench.step(Step.START_APPLICATION, Kind.REPEATABLE);
        String now = Release.shortCommit(bench.repository.head());
        drifts(
                "the checked-out commit is '%s' instead of '%s'; done until then: Switch release; to undo it: 'git reset --hard %s'"
                        .formatted(now, Release.shortCommit(before), now));

        bench.repository.git("reset", "--hard", before);
        bench.run(stop);
        assertThat(stop.runs()).isEqualTo(1);
    }

    private Plan preparing(int level) {
        Plan plan = BenchTarget.plan(level, List.of(), bench.repository.head(), bench.repository.head());
        Plan.Route route = plan.route();
        return new Plan(
                plan.target(),
                level,
                new Plan.Route(route.from(), route.to(), route.toName(), Map.of(), false, true),
                plan.steps(),
                plan.wayBack(),
                plan.restoration(),
                plan.signatures(),
                plan.deployment(),
                List.of());
    }

    private void tamper() {
        bench.jdbc()
                .sql("update plan set document = replace(document, '\"true\"', '\"rm -rf /\"')")
                .update();
    }

    private void refuses(String why) {
        String label = stop.step().label();
        assertThatThrownBy(() -> bench.run(stop))
                .isInstanceOf(StepNotAllowedException.class)
                .hasMessage(
                        "%s: step '%s' was not run: %s\nHINT: report the problem anew and let the plan be signed.",
                        bench.rollbackId, label, why);
        assertThat(stop.runs()).isZero();
        assertThat(bench.runs()).noneMatch(run -> run.step().equals(stop.step().id()));
        assertThat(bench.record()).contains("REFUSED step '%s' was not run: %s".formatted(label, why));
    }

    private void drifts(String what) {
        String sentence = "stopped before step '%s', because since the plan was signed %s"
                .formatted(stop.step().label(), what);
        assertThatThrownBy(() -> bench.run(stop))
                .isInstanceOfSatisfying(BpmnError.class, error -> assertThat(error.getErrorCode())
                        .isEqualTo("DRIFT"));
        assertThat(stop.runs()).isZero();
        assertThat(bench.rollbacks().require(bench.rollbackId).message()).isEqualTo(sentence);
        assertThat(bench.record()).contains("DRIFT " + sentence);
    }
}
