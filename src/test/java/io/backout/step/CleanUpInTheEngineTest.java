package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backout.approval.NotAllowedException;
import io.backout.backup.PutAway;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.process.CleanUpService;
import io.backout.record.BadInputException;
import io.backout.record.CleanUp;
import io.backout.record.CleanUps;
import io.backout.record.RollbackState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Put-away data is dropped when the one wants it and the other approves it, after its time, and in no other way. */
@EngineTest
@Import(EngineScene.class)
class CleanUpInTheEngineTest {
    private static final String SCHEMA = "shop__old_1";
    private static final String BOTH = "chenjie";

    @Autowired
    private EngineScene scene;

    @Autowired
    private CleanUpService service;

    @Autowired
    private CleanUps cleanUps;

    private String id;

    @BeforeEach
    void isRolledBackAndOutOfItsRetention() {
        scene.reset();
        account(BOTH);
        id = scene.rollBack();
        scene.awaitState(id, RollbackState.ROLLED_BACK);
        putAway(Duration.ofDays(8));
    }

    @AfterEach
    void clear() {
        scene.clear();
        identity().deleteUser(BOTH);
        identity().deleteUser("newcomer");
    }

    @Test
    void dropsWhatTheTechnicalOwnerApproves() {
        request();
        answer("limei", "APPROVE");

        awaitState("DROPPED");
        assertThat(scene.bench.putAways).isEmpty();
        assertThat(sentences())
                .containsExactly(
                        "wangwei CLEAN_UP_REQUESTED asked to drop 'shop__old_1' with about 1,234 rows; the technical owner is asked: the disk is full",
                        "limei CLEAN_UP_APPROVED approved to drop 'shop__old_1' with about 1,234 rows: I looked",
                        "backout PUT_AWAY_DROPPED dropped 'shop__old_1' with about 1,234 rows");
    }

    @Test
    void keepsWhatTheTechnicalOwnerRefusesUntilItIsAskedForAgain() {
        request();
        answer("limei", "REFUSE");

        assertThat(state()).isEqualTo("REFUSED");
        isKept();
        assertThat(sentences())
                .contains("limei CLEAN_UP_REFUSED refused to drop 'shop__old_1' with about 1,234 rows: I looked");
        request();
        answer("limei", "APPROVE");
        awaitState("DROPPED");
    }

    @Test
    void letsNobodyApproveWhatTheyAskedFor() {
        service.request(id, scene.people.person(BOTH), "the disk is full");

        assertThatThrownBy(() -> answer(BOTH, "APPROVE"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage(
                        "'chenjie' may not answer the clean-up of 'shop__old_1': 'chenjie' asked for it; nothing was approved\nHINT: another technical owner can answer.");

        isOpenAndKept();
        assertThat(sentences()).anyMatch(it -> it.startsWith("chenjie NOT_ALLOWED"));
    }

    @Test
    void letsNoAccountApproveThatCameAfterTheRequest() {
        request();
        account("newcomer");

        assertThatThrownBy(() -> answer("newcomer", "APPROVE"))
                .isInstanceOf(NotAllowedException.class)
                .hasMessageContaining("the account or its groups came or changed after the clean-up was asked for");

        isOpenAndKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hanmei", "wangwei", "lilei", "admin"})
    void letsOnlyTheTechnicalOwnerApprove(String user) {
        request();

        assertThatThrownBy(() -> answer(user, "APPROVE")).isInstanceOf(NotAllowedException.class);
        // Past our own door, as Tasklist and the engine's REST do.
        assertThatThrownBy(() ->
                        scene.complete(user, scene.task("userTask_approveCleanUp"), form("APPROVE", confirmation())))
                .hasStackTraceContaining(
                        user.equals("admin") ? "may not complete the task" : AuthorizationException.class.getName());

        isOpenAndKept();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DROP_PUT_AWAY",
                "DROP_PUT_AWAY shop__old_1",
                "DROP_PUT_AWAY shop__old_1 1235",
                "DROP_PUT_AWAY shop__old_2 1234",
                "drop_put_away shop__old_1 1234"
            })
    void takesNoOtherPhrase(String phrase) {
        request();

        assertThatThrownBy(() -> service.answer(id, scene.people.person("limei"), form("APPROVE", phrase)))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "the confirmation is not 'DROP_PUT_AWAY shop__old_1 1234'; nothing was approved\nHINT: type it exactly so: it names what is dropped and how many rows that are.");

        isOpenAndKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hanmei", "limei", "lilei", "weihua", "admin"})
    void letsOnlyTheDatabaseAdministratorAsk(String user) {
        assertThatThrownBy(() -> service.request(id, scene.people.person(user), "the disk is full"))
                .isInstanceOf(NotAllowedException.class);
        assertThatThrownBy(() -> start(user, BenchTarget.ID))
                .isInstanceOfAny(AuthorizationException.class, NotAllowedException.class);

        assertThat(cleanUps.of(id)).isEmpty();
        assertThat(scene.runtime().createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void refusesTheRollbackOfAnotherApplication() {
        assertThatThrownBy(() -> start("wangwei", "another"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(id + " rolled back 'shop', not 'another'; nothing was dropped");
    }

    @Test
    void keepsNothingOfTheStartButTheRollback() {
        ProcessInstance started = scene.as("wangwei", () -> scene.runtime()
                .startProcessInstanceByKey(
                        "clean-up", Map.of("rollback", id, "reason", "r", "approved", true, "rollbackId", "RB-1")));

        assertThat(scene.runtime().getVariables(started.getId())).isEqualTo(Map.of("rollbackId", id));
        isOpenAndKept();
    }

    @Test
    void refusesBeforeTheRetentionIsOverAndSaysWhenItIs() {
        putAway(Duration.ofDays(6));
        String until =
                scene.bench.putAways.get(0).since().plus(Duration.ofDays(7)).toString();
        String fact = "'shop__old_1' is kept until %s UTC; nothing was dropped"
                .formatted(until.substring(0, 16).replace('T', ' '));

        assertThatThrownBy(this::request)
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        fact + "\nHINT: ask again then; 'put-away-retention' of the target says how long it is kept.");

        assertThat(sentences()).containsExactly("wangwei CLEAN_UP_NOT_ALLOWED asked for a clean-up: " + fact);
        assertThat(cleanUps.of(id)).isEmpty();
    }

    /** An undo puts data away, too, and its time begins anew. */
    @Test
    void dropsNothingWhoseRetentionBeganAnewAfterTheApproval() {
        request();
        putAway(Duration.ofDays(1));
        answer("limei", "APPROVE");

        awaitSentence("backout REFUSED 'shop__old_1' is kept until ");
        isKept();
    }

    @Test
    void refusesWhileTheTargetIsRolledBack() {
        String active = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());

        assertThatThrownBy(this::request)
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "'shop' is being rolled back by %s, which may need what %s put away; nothing was dropped\nHINT: wait until that is over."
                                .formatted(active, id));

        assertThat(cleanUps.of(id)).isEmpty();
    }

    @Test
    void waitsForAnOperatorWhereARollbackBeganAfterTheRequest() {
        request();
        String active = scene.report(BackoutUser.TECHNICAL_OWNER, Optional.empty());
        scene.task("userTask_decideLevel");
        answer("limei", "APPROVE");

        awaitSentence("backout REFUSED 'shop' is being rolled back by " + active);
        scene.awaitQuiet();
        isKept();
        scene.service.decide(active, scene.people.person("hanmei"), Map.of("level", "0", "reason", "a false alarm"));
        scene.awaitState(active, RollbackState.CLOSED);
        scene.retryInCockpit();
        awaitState("DROPPED");
    }

    @Test
    void isDoneWhereNothingIsThereAnyMore() {
        request();
        scene.bench.putAways.clear();
        answer("limei", "APPROVE");

        awaitState("DROPPED");
        assertThat(sentences())
                .contains("backout PUT_AWAY_DROPPED 'shop__old_1' is not there any more; nothing was left to drop");
    }

    @Test
    void dropsOnlyWhatWasApproved() {
        request();
        scene.bench.putAways.clear();
        scene.bench.putAways.add(new PutAway("shop__undone_1", id, 3, 5, 100, Instant.EPOCH));
        answer("limei", "APPROVE");

        awaitState("DROPPED");
        assertThat(scene.bench.putAways).extracting(PutAway::schema).containsExactly("shop__undone_1");
    }

    @Test
    void dropsNothingForATokenThatWasMovedPastTheApproval() {
        String instance = request();

        scene.runtime()
                .createProcessInstanceModification(instance)
                .cancelAllForActivity("userTask_approveCleanUp")
                .startBeforeActivity("serviceTask_dropPutAwayData")
                .execute(true, true);

        awaitSentence("backout REFUSED the clean-up of 'shop__old_1' is OPEN, not APPROVED; nothing was dropped");
        isOpenAndKept();
    }

    @Test
    void dropsNothingForVariablesThatSayItWasApproved() {
        String instance = request();
        scene.runtime().setVariables(instance, Map.of("approved", true, "rollbackId", "RB-20200101-001"));

        scene.complete(
                "limei",
                scene.task("userTask_approveCleanUp"),
                Map.of("answer", "REFUSE", "approved", true, "comment", "no"));

        scene.awaitQuiet();
        assertThat(state()).isEqualTo("REFUSED");
        isKept();
    }

    @Test
    void dropsNothingForAnInstanceThatNobodyAskedFor() {
        scene.runtime()
                .createProcessInstanceByKey("clean-up")
                .businessKey(id)
                .setVariables(Map.of("rollbackId", id, "approved", true))
                .startBeforeActivity("serviceTask_dropPutAwayData")
                .execute(true, true);

        Poll.until(EngineScene.LIMIT, () -> !scene.incidents().isEmpty(), () -> "no incident");
        assertThat(scene.incidents().get(0).getIncidentMessage()).startsWith("nobody asked for this clean-up");
        isKept();
    }

    /** @return its process instance */
    private String request() {
        service.request(id, scene.people.person("wangwei"), "the disk is full");
        return scene.task("userTask_approveCleanUp").getProcessInstanceId();
    }

    private ProcessInstance start(String user, String target) {
        Map<String, Object> form = Map.of("target", target, "rollback", id, "reason", "the disk is full");
        return scene.as(user, () -> scene.runtime().startProcessInstanceByKey("clean-up", form));
    }

    private void answer(String user, String answer) {
        service.answer(id, scene.people.person(user), form(answer, confirmation()));
    }

    private static Map<String, Object> form(String answer, String confirmation) {
        return Map.of("answer", answer, "confirmation", confirmation, "comment", "I looked");
    }

    private static String confirmation() {
        return "DROP_PUT_AWAY shop__old_1 1234";
    }

    private void putAway(Duration ago) {
        scene.bench.putAways.clear();
        scene.bench.putAways.add(
                new PutAway(SCHEMA, id, 3, 1_234, 100_000, Instant.now().minus(ago)));
    }

    private void isOpenAndKept() {
        assertThat(state()).isEqualTo("OPEN");
        isKept();
    }

    private void isKept() {
        assertThat(scene.bench.putAways).extracting(PutAway::schema).containsExactly(SCHEMA);
    }

    private String state() {
        List<CleanUp> all = cleanUps.of(id);
        return all.get(all.size() - 1).state();
    }

    private void awaitState(String state) {
        Poll.until(EngineScene.LIMIT, () -> state().equals(state), () -> state() + ": " + sentences());
    }

    private void awaitSentence(String start) {
        Poll.until(
                EngineScene.LIMIT,
                () -> sentences().stream().anyMatch(it -> it.startsWith(start)),
                () -> start + " is not in " + sentences());
    }

    /** Since the rollback ended. */
    private List<String> sentences() {
        return scene.sentences(id).stream()
                .dropWhile(it -> !it.contains(" ENDED "))
                .skip(1)
                .toList();
    }

    private void account(String user) {
        if (identity().createUserQuery().userId(user).count() == 0) {
            User created = identity().newUser(user);
            created.setPassword("Whatever-2026!");
            identity().saveUser(created);
            List.of("dba", "technicalowner").forEach(group -> identity().createMembership(user, group));
        }
    }

    private IdentityService identity() {
        return scene.engine.getIdentityService();
    }
}
