package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.NotAllowedException;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.plan.Plans;
import io.backout.plan.Step;
import io.backout.record.BadInputException;
import io.backout.record.CommandRequest.Kind;
import io.backout.record.RollbackState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Four eyes on level 2: with a valid login, as administrator, or with a token moved, nothing runs that was not signed. */
@EngineTest
@Import(EngineScene.class)
class ApprovalsInTheEngineTest {
    private static final String APPROVE = "userTask_approvePlan";
    private static final String BOTH = "chenjie";

    @Autowired
    private EngineScene scene;

    @Autowired
    private Plans plans;

    @BeforeEach
    void reset() {
        scene.reset();
        account(BOTH, "dba", "systemadministrator", "incidentcommander");
    }

    @AfterEach
    void clear() {
        scene.clear();
        identity().deleteUser(BOTH);
        identity().deleteUser("newcomer");
        identity().deleteMembership("zhangsan", "dba");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void saysInRedThatTheRecordSharesTheServerWithWhatIsRolledBack(boolean same) {
        scene.bench.sameServer = same;

        waiting();

        assertThat(scene.tasks(APPROVE))
                .isNotEmpty()
                .extracting(task -> String.valueOf(scene.engine.getTaskService().getVariable(task.getId(), "briefing")))
                .allMatch(text -> text.contains(
                                "> **Backout keeps its own record on the database server of 'shop': what happens to that server happens to the record.**")
                        == same);
    }

    @Test
    void runsOnceBothHaveSigned() {
        String id = waiting();

        sign(id, "wangwei", "dba");
        assertThat(nothingRan(id)).isTrue();
        sign(id, "zhaolei", "system-administrator");

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.step("revertSchemaChanges").runs()).isEqualTo(1);
        assertThat(scene.sentences(id))
                .contains(
                        "wangwei SIGNED signed plan %s as dba: I read it".formatted(hash(id)),
                        "zhaolei SIGNED signed plan %s as system-administrator: I read it".formatted(hash(id)));
    }

    @Test
    void preparesTheReleaseOnceAndBeforeAnybodySigns() {
        String id = waiting();
        assertThat(scene.step("prepareRelease").runs()).isEqualTo(1);

        sign(id, "wangwei", "dba");
        sign(id, "zhaolei", "system-administrator");

        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.step("prepareRelease").runs()).isEqualTo(1);
    }

    @Test
    void letsNobodySignForTwoDuties() {
        String id = waiting();
        sign(id, BOTH, "dba");

        assertThatThrownBy(() -> sign(id, BOTH, "system-administrator"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessageContaining("'chenjie' already answered for another duty of this plan; nothing was signed");

        refused(id, BOTH, "already answered for another duty");
    }

    @Test
    void letsNobodySignWhatTheyAskedFor() {
        String id = scene.starts.report(request(), scene.people.person(BOTH));
        scene.awaitState(id, RollbackState.AWAITING_APPROVAL);

        assertThatThrownBy(() -> sign(id, BOTH, "dba")).isInstanceOf(NotAllowedException.class);

        refused(id, BOTH, "asked for this rollback, and whoever asks does not sign");
        assertThat(scene.rollback(id).message())
                .contains("waits for the signatures of dba (wangwei), system-administrator (zhaolei)");
    }

    @ParameterizedTest
    @CsvSource({"wangwei, system-administrator", "hanmei, dba", "admin, dba", "lilei, dba", "zhangsan, dba"})
    void letsOnlyMembersOfTheDutySign(String person, String duty) {
        String id = waiting();

        assertThatThrownBy(() -> sign(id, person, duty)).isInstanceOf(NotAllowedException.class);
        refused(id, person, "'%s' may not sign as %s".formatted(person, duty));

        // Past our own door, as Tasklist and the engine's REST do.
        Task task = task(id, duty);
        assertThatThrownBy(() -> scene.complete(person, task, answer(id)))
                .hasStackTraceContaining(
                        person.equals("admin") ? "may not complete the task" : AuthorizationException.class.getName());
        assertThat(nothingRan(id)).isTrue();
    }

    @Test
    void letsNobodySignTwice() {
        String id = waiting();
        sign(id, "wangwei", "dba");

        assertThatThrownBy(() -> sign(id, "wangwei", "dba"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(id + " does not wait for a signature of 'dba'; nothing was signed");

        assertThat(scene.sentences(id)).anyMatch(it -> it.startsWith("wangwei TOO_LATE wanted to sign as dba"));
        assertThat(nothingRan(id)).isTrue();
    }

    @Test
    void ignoresWhateverElseComesWithASignature() {
        String id = waiting();
        Map<String, Object> injected = new HashMap<>(answer(id));
        injected.putAll(Map.of(
                "level", 1,
                "rollbackId", "RB-20200101-001",
                "approved", true,
                "duty", "system-administrator",
                "nrOfInstances", 1,
                "nrOfCompletedInstances", 7,
                "nrOfActiveInstances", 0,
                "loopCounter", 9,
                "hacked", "x"));
        scene.complete("wangwei", task(id, "dba"), injected);

        assertThat(scene.tasks(APPROVE)).hasSize(1);
        assertThat(scene.sentences(id)).anyMatch(it -> it.startsWith("wangwei SIGNED") && it.contains(" as dba: "));
        assertThat(nothingRan(id)).isTrue();
        assertThat(scene.runtime()
                        .createVariableInstanceQuery()
                        .variableNameIn("hacked", "approved")
                        .list())
                .isEmpty();

        sign(id, "zhaolei", "system-administrator");
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        assertThat(scene.rollback(id).level()).isEqualTo(2);
    }

    @Test
    void takesNoSignatureForAnotherPlan() {
        String id = waiting();
        Map<String, Object> answer = new HashMap<>(answer(id));
        answer.put("planHash", "0".repeat(64));

        assertThatThrownBy(() -> scene.service.approve(id, scene.people.person("wangwei"), "dba", answer))
                .isInstanceOf(NotAllowedException.class);

        refused(id, "wangwei", "the answer is for plan hash '000");
    }

    @Test
    void letsNobodySignWhoJoinedTheGroupAfterTheReport() {
        String id = waiting();
        identity().createMembership("zhangsan", "dba");

        assertThatThrownBy(() -> sign(id, "zhangsan", "dba")).isInstanceOf(NotAllowedException.class);

        refused(id, "zhangsan", "came or changed after the problem was reported");
    }

    @Test
    void letsNobodySignWhoseAccountCameOrChangedAfterTheReport() {
        String id = waiting();
        account("newcomer", "dba");
        assertThatThrownBy(() -> sign(id, "newcomer", "dba")).isInstanceOf(NotAllowedException.class);
        refused(id, "newcomer", "came or changed after the problem was reported");

        User both = identity().createUserQuery().userId(BOTH).singleResult();
        both.setPassword("Somebody-Else-2026!");
        identity().saveUser(both);
        assertThatThrownBy(() -> sign(id, BOTH, "dba")).isInstanceOf(NotAllowedException.class);
        refused(id, BOTH, "came or changed after the problem was reported");
    }

    @ParameterizedTest
    @CsvSource({"'', nice, 'answer'", "YES, nice, 'answer'", "APPROVE, ' ', 'comment'"})
    void wantsAnAnswerAndAComment(String decision, String comment, String missing) {
        String id = waiting();

        assertThatThrownBy(() -> scene.service.approve(
                        id,
                        scene.people.person("wangwei"),
                        "dba",
                        Map.of("answer", decision, "comment", comment, "planHash", hash(id))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(missing);

        assertThat(scene.tasks(APPROVE)).hasSize(2);
    }

    @Test
    void comesBackToTheCommanderWithTheCommentWhereOneRefuses() {
        String id = waiting();

        answer(id, "wangwei", "dba", "REFUSE", "the table is too big");

        scene.awaitState(id, RollbackState.AWAITING_DECISION);
        assertThat(scene.tasks(APPROVE)).isEmpty();
        assertThat(scene.rollback(id).message())
                .isEqualTo("the plan of level 2 was not signed: dba 'wangwei' refused: the table is too big");
        assertThat(nothingRan(id)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void endsTheWaitingWhereTheCommanderAsksForIt(Kind kind) {
        String id = waiting();
        sign(id, "wangwei", "dba");

        scene.service.command(id, scene.people.person("hanmei"), kind, "we wait no longer");

        scene.awaitState(id, kind == Kind.STOP ? RollbackState.STOPPED : RollbackState.AWAITING_DECISION);
        assertThat(scene.tasks(APPROVE)).isEmpty();
        assertThat(nothingRan(id)).isTrue();
        assertThat(scene.sentences(id))
                .anyMatch(it -> it.contains(
                        "asked to %s while signatures were collected: we wait no longer".formatted(kind.words())));
    }

    @Test
    void remindsAndPagesAndNeverApproves() {
        String id = waiting();
        sign(id, "wangwei", "dba");

        fireTimers();

        Poll.until(
                EngineScene.LIMIT,
                () -> scene.sentences(id).stream()
                                .filter(it -> it.contains(" PAGED ") || it.contains(" REMINDED "))
                                .count()
                        == 2,
                () -> "nobody is told: " + scene.sentences(id));
        assertThat(scene.sentences(id))
                .contains(
                        "backout REMINDED still waits for the signatures of [system-administrator]; nothing runs without them",
                        "backout PAGED the signatures of [system-administrator] are late; [technical-owner] are called to find who can give them");
        assertThat(scene.state(id)).isEqualTo(RollbackState.AWAITING_APPROVAL);
        assertThat(nothingRan(id)).isTrue();
    }

    @Test
    void runsNothingWhereTheTokenIsMovedPastTheApproval() {
        String id = waiting();
        sign(id, "wangwei", "dba");

        scene.runtime()
                .createProcessInstanceModification(instance(id))
                .cancelAllForActivity("callActivity_approval")
                .startBeforeActivity("serviceTask_announceStart")
                .execute(true, true);

        Poll.until(
                EngineScene.LIMIT,
                () -> scene.sentences(id).stream()
                        .anyMatch(it -> it.contains("REFUSED step 'Preserve evidence' was not run: the plan")),
                () -> "not refused: " + scene.sentences(id));
        assertThat(nothingRan(id)).isTrue();
    }

    @Test
    void tellsTheProductOwnerAndWaitsForNothing() {
        String id = waiting();
        Task task = scene.task("userTask_acknowledgePlan");
        sign(id, "wangwei", "dba");
        sign(id, "zhaolei", "system-administrator");
        scene.awaitState(id, RollbackState.ROLLED_BACK);

        scene.complete("sunli", task, Map.of("comment", "thank you"));

        assertThat(scene.sentences(id)).contains("sunli ACKNOWLEDGED has read the plan of level 2: thank you");
    }

    @RepeatedTest(3)
    void takesTwoSignaturesOfTheSameMoment() throws Exception {
        String id = waiting();
        CyclicBarrier together = new CyclicBarrier(2);

        CompletableFuture<Void> dba = signing(together, id, "wangwei", "dba");
        CompletableFuture<Void> administrator = signing(together, id, "zhaolei", "system-administrator");
        CompletableFuture.allOf(dba, administrator).get(20, TimeUnit.SECONDS);

        scene.awaitState(id, RollbackState.ROLLED_BACK);
    }

    private CompletableFuture<Void> signing(CyclicBarrier together, String id, String person, String duty) {
        return CompletableFuture.runAsync(() -> {
            try {
                together.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            sign(id, person, duty);
        });
    }

    private String waiting() {
        String id = scene.report(BackoutUser.COMMANDER, Optional.of(2));
        scene.awaitState(id, RollbackState.AWAITING_APPROVAL, RollbackState.REFUSED);
        Poll.until(EngineScene.LIMIT, () -> scene.tasks(APPROVE).size() == 2, () -> "no tasks: " + scene.sentences(id));
        return id;
    }

    private static io.backout.record.Report request() {
        return new io.backout.record.Report(
                BenchTarget.ID,
                List.of(),
                new io.backout.record.Report.FreeText("it is broken", ""),
                "",
                Optional.of(io.backout.record.Choice.ofLevel(2, Optional.empty())));
    }

    private void sign(String id, String person, String duty) {
        answer(id, person, duty, "APPROVE", "I read it");
    }

    private void answer(String id, String person, String duty, String decision, String comment) {
        scene.service.approve(
                id,
                scene.people.person(person),
                duty,
                Map.of("answer", decision, "comment", comment, "planHash", hash(id)));
    }

    private Map<String, Object> answer(String id) {
        return Map.of("answer", "APPROVE", "comment", "I read it", "planHash", hash(id));
    }

    private String hash(String id) {
        return plans.require(scene.rollback(id).planId().orElseThrow()).hash();
    }

    private Task task(String id, String duty) {
        return scene.tasks(APPROVE).stream()
                .filter(task -> task.getName().contains(" as " + duty))
                .findFirst()
                .orElseThrow();
    }

    private boolean nothingRan(String id) {
        return scene.ledger.of(id).stream().allMatch(run -> run.step().equals(Step.PREPARE_RELEASE.id()));
    }

    private void refused(String id, String person, String part) {
        assertThat(scene.sentences(id)).anyMatch(it -> it.startsWith(person + " NOT_ALLOWED ") && it.contains(part));
        assertThat(nothingRan(id)).isTrue();
        assertThat(scene.state(id)).isEqualTo(RollbackState.AWAITING_APPROVAL);
    }

    private void fireTimers() {
        scene.engine.getManagementService().createJobQuery().timers().list().stream()
                .filter(job -> job.getProcessDefinitionKey().equals("approval"))
                .map(Job::getId)
                .forEach(job -> scene.engine.getManagementService().executeJob(job));
    }

    private void account(String id, String... groups) {
        User user = identity().newUser(id);
        user.setPassword("Fresh-Account-2026!");
        identity().saveUser(user);
        for (String group : groups) {
            identity().createMembership(id, group);
        }
    }

    private IdentityService identity() {
        return scene.engine.getIdentityService();
    }

    private String instance(String id) {
        return scene.runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id, "rollback")
                .singleResult()
                .getId();
    }
}
