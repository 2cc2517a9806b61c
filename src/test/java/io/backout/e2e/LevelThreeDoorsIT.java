package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may sign, climb to and undo level 3, with which words, and what can be known before. */
@ExtendWith(OnTheScene.class)
class LevelThreeDoorsIT {
    private final Scene scene;
    private final BackupsOfTheScene backups;
    private String backup = "";

    LevelThreeDoorsIT(Scene scene) {
        this.scene = scene;
        this.backups = new BackupsOfTheScene(scene);
    }

    @BeforeEach
    void hasABackup() {
        backups.reset();
        backups.fill(200);
        backup = backups.take();
    }

    @AfterEach
    void leavesNoRows() {
        backups.reset();
    }

    @Test
    void nothingIsSignedWithOtherWordsThanThePlansOwn() {
        scene.sample().database().execute("INSERT INTO customers (name) VALUES ('late')");
        SignedRollback rollback = restoring().awaitPlan();

        Map<String, String> phrase = rollback.answerOf("dba", "APPROVE", "read");
        phrase.put("confirmation", "CONFIRM_FULL_ROLLBACK easy-erp 0");
        Reply wrong = signs(rollback, BackoutUser.DBA, phrase);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("detail"))
                .isEqualTo("the confirmation is not 'CONFIRM_FULL_ROLLBACK easy-erp 1'; nothing was signed");
        assertThat(wrong.text("hint"))
                .isEqualTo("type it exactly so: it names what goes back and how many rows that costs.");

        Map<String, String> silent = rollback.answerOf("business-owner", "APPROVE", "read");
        silent.remove("businessImpact");
        Reply speechless = signs(rollback, BackoutUser.BUSINESS_OWNER, silent);
        assertThat(speechless.status()).isEqualTo(400);
        assertThat(speechless.text("detail")).isEqualTo("'business impact' is empty; nothing was done");
        assertThat(speechless.text("hint")).isEqualTo("write at least one sentence.");

        Map<String, String> other = rollback.answerOf("dba", "APPROVE", "read");
        String hash = other.put("planHash", "c0ffee");
        Reply unknown = signs(rollback, BackoutUser.DBA, other);
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.text("detail"))
                .isEqualTo(
                        "'wangwei' may not sign as dba: the answer is for plan hash 'c0ffee', and the plan's is '%s'; nothing was signed"
                                .formatted(hash));
        assertThat(unknown.text("hint")).isEqualTo("read the plan as it is now, and answer to that.");

        assertThat(scene.record(rollback.id()).actions()).doesNotContain("SIGNED");
        assertThat(scene.commander().rollback(rollback.id()).text("state")).isEqualTo("AWAITING_APPROVAL");
    }

    @Test
    void noLevelIsLeftToClimbTo() {
        SignedRollback rollback = restoring().awaitPlan();

        Reply climb = scene.command(rollback.id(), "CLIMB");

        assertThat(climb.status()).isEqualTo(400);
        assertThat(climb.text("detail"))
                .isEqualTo(rollback.id() + " is at level 3, and no level is left; nothing was done");
        assertThat(climb.text("hint")).isEqualTo("let it go on, or ask to stop it.");
    }

    @Test
    void whoeverClimbsFromLevelTwoIsAskedForABackup() {
        Rows sound = Rows.of(scene);
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.awaitSettled();
        SignedRollback rollback = SignedRollback.planned(scene);

        scene.command(rollback.id(), "CLIMB");

        assertThat(scene.awaitDecision(rollback.id()).text("message"))
                .endsWith(
                        "no backup set was chosen to restore\nHINT: choose one from the list, which says which are sound and which release each belongs to.");
        Reply decided = scene.decide(
                rollback.id(),
                Map.of(
                        "level", 3,
                        "backup", backup,
                        "release", "v1.3.0",
                        "writing", "SERVE",
                        "reason", "the data is damaged"));
        assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
        rollback.awaitPlan().sign().awaitVerified();
        assertThat(Rows.of(scene)).isEqualTo(sound);
    }

    @Test
    void aCutOverIsUndoneOnceAndByACommander() {
        SignedRollback rollback = restoring().awaitPlan().sign();
        rollback.awaitVerified();

        Reply notAllowed = scene.as(BackoutUser.DBA)
                .post("/api/rollbacks/%s/undo".formatted(rollback.id()), Map.of("reason", "why not"));
        assertThat(notAllowed.status()).isEqualTo(403);
        assertThat(notAllowed.text("detail")).isEqualTo("'wangwei' may not undo a cut-over; nothing was done");

        SignedRollback undo = rollback.undo().awaitPlan().sign();
        undo.awaitVerified();

        refusesToUndo(
                rollback.id(),
                "the cut-over of %s is undone already\nHINT: restore a backup with level 3; the snapshot that was taken before the cut-over is one."
                        .formatted(rollback.id()));
        refusesToUndo(
                undo.id(),
                "'%s' is no rollback of 'easy-erp' at level 3, so there is nothing to undo\nHINT: name the rollback whose cut-over is to go back."
                        .formatted(undo.id()));
    }

    @Test
    void aRollbackOfLevelOneHasNoCutOver() {
        scene.crash();
        String id = scene.commander().rollBack(Map.of());
        assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");

        refusesToUndo(
                id,
                "'%s' is no rollback of 'easy-erp' at level 3, so there is nothing to undo\nHINT: name the rollback whose cut-over is to go back."
                        .formatted(id));
    }

    @Test
    void aDryRunShowsThePlanAndTheCheckWhatIsMissing() {
        scene.sample().database().execute("INSERT INTO customers (name) VALUES ('late')");
        scene.awaitSettled();
        State before = State.of(scene.sample());
        Map<String, Object> wanted = Map.of("level", 3, "backup", backup, "release", "v1.3.0");

        JsonNode plan =
                scene.commander().post("/api/targets/easy-erp/plans", wanted).body();

        assertThat(plan.path("feasible").asBoolean()).as(plan.toPrettyString()).isTrue();
        assertThat(plan.path("confirmation").asText()).isEqualTo("CONFIRM_FULL_ROLLBACK easy-erp 1");
        assertThat(plan.path("restoration").path("losses"))
                .anyMatch(loss -> loss.path("table").asText().equals("customers")
                        && loss.path("now").asLong() == 201
                        && loss.path("inBackup").asLong() == 200);
        assertThat(hindrances()).isEmpty();
        backups.clear();
        assertThat(hindrances()).containsExactly("the backup directory of target 'easy-erp' has no backup set");
        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(backups.schemasAside()).isEmpty();
    }

    private void refusesToUndo(String id, String sentence) {
        Rows before = Rows.of(scene);
        SignedRollback undo = new SignedRollback(scene, id).undo();
        Reply end = scene.commander().awaitEnd(undo.id());
        assertThat(end.text("state")).isEqualTo("REFUSED");
        assertThat(end.text("message")).isEqualTo(sentence);
        assertThat(Rows.of(scene)).isEqualTo(before);
    }

    /** The state says so a moment before the question is there. */
    private Reply signs(SignedRollback rollback, BackoutUser user, Map<String, String> answer) {
        Reply[] last = new Reply[1];
        Poll.until(
                Scene.LIMIT,
                () -> !(last[0] = scene.as(user).post("/api/rollbacks/%s/approvals".formatted(rollback.id()), answer))
                        .text("detail")
                        .contains("does not wait for a signature"),
                () -> "'%s' was not asked: %s".formatted(user.id(), last[0]));
        return last[0];
    }

    private List<String> hindrances() {
        List<String> details = new ArrayList<>();
        JsonNode level = scene.commander()
                .get("/api/targets/easy-erp/check?release=v1.3.0")
                .body()
                .path(2);
        level.path("findings").forEach(finding -> {
            if (!finding.path("holds").asBoolean()) {
                details.add(finding.path("detail").asText());
            }
        });
        assertThat(level.path("ready").asBoolean()).isEqualTo(details.isEmpty());
        return details;
    }

    private SignedRollback restoring() {
        return SignedRollback.restoring(scene, backup, Map.of("release", "v1.3.0"));
    }
}
