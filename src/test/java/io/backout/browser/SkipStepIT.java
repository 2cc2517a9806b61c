package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A step that cannot be done at three in the morning: an operator asks to leave it out, and the commander consents. */
class SkipStepIT {
    private static final String REASON = "Stopped it by hand; pm2's daemon is \"confused\" 🕒";

    private final Scene scene = Scene.shared();

    @AfterEach
    void mendPm2() {
        scene.pm2.repair();
    }

    @Test
    void anOperatorAsksInTasklistAndTheCommanderConsents() {
        scene.prepare();
        scene.deployCrashingRelease();
        scene.pm2.refuse();
        String id = scene.commander().rollBack(Map.of());
        scene.commander().awaitState(id, Set.of("NEEDS_OPERATOR"), Scene.PATIENCE);
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.OPERATOR)) {
            tasklist.openForm("Skip step", "Which rollback?");
            tasklist.browser.photograph("tasklist-skip");
            tasklist.write("rollback", "RB-20260101-999");
            tasklist.choose("step", "Stop application");
            tasklist.write("reason", REASON);
            tasklist.start();
            assertThat(tasklist.refusal()).contains("RB-20260101-999", "HINT:");
            tasklist.browser.photograph("tasklist-skip-refused");
            assertThat(tasklist.written("reason")).isEqualTo(REASON);
            tasklist.write("rollback", id);
            tasklist.start();
            tasklist.awaitStart();
        }
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.open("Approve skip: easy-erp (" + id + ")");
            tasklist.photographAll("tasklist-approve-skip");
            assertThat(tasklist.briefing())
                    .contains("Go on without step 'Stop application'?")
                    .contains("connect EACCES", "the release is switched under an application that may still run")
                    .contains("lilei", REASON.replace("🕒", "□"));
            tasklist.claim();
            tasklist.answer("Consent: go on with the next step");
            tasklist.write("comment", "pm2 list shows nothing that runs");
            tasklist.complete();
        }
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("ROLLED_BACK");
        assertThat(end.text("message")).contains("skipped: 'Stop application'");
        assertThat(scene.record(id))
                .contains("'lilei' asked to skip step 'Stop application': " + REASON)
                .contains("'hanmei' consented: pm2 list shows nothing that runs");
    }
}
