package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator who is called because a rollback is stuck; one rollback with three troubles, because each takes long. */
class CockpitIT {
    private static final String FAILED =
            "step 'Stop application' failed: 'pm2 stop easy-erp easy-erp-worker' ended with exit code 1:"
                    + " [PM2][ERROR] connect EACCES";
    private static final String RETRY =
            "\nHINT: remove the cause, then retry in Cockpit; the rollback goes on from this step.";
    private static final String ENDED =
            "'pm2 stop easy-erp easy-erp-worker' was ended with its whole process tree after 6 s";
    private static final String ANSWER =
            "\nHINT: look whether the step happened, and answer the task 'Clarify outcome' in Tasklist; the rollback goes on from there.";
    private static final String RETRIED = "Incrementing the number of retries finished successfully.";

    private final Scene scene = Scene.shared();

    @AfterEach
    void mendPm2() {
        scene.pm2.repair();
    }

    @Test
    void anOperatorFindsOutWhyARollbackIsStuckAndBringsItToItsEnd() {
        scene.prepare();
        scene.deployCrashingRelease();
        scene.pm2.refuse();
        String id = scene.commander().rollBack(Map.of());
        try (Cockpit cockpit = new Cockpit(scene.server, BackoutUser.OPERATOR)) {
            awaitOperator(id);
            readWhatFailed(cockpit, id);

            scene.pm2.repair();
            scene.pm2.hang();
            assertThat(cockpit.retry()).contains(RETRIED);
            sayThatItDidNotHappen(id);

            awaitOperator(id);
            cockpit.openIncident(id);
            cockpit.openRootCause();
            assertThat(cockpit.incident()).contains(FAILED, RETRY);
            scene.pm2.repair();
            assertThat(cockpit.retry()).contains(RETRIED);
            assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
            assertThat(scene.sample.health().version()).isEqualTo("1.3.0");
        }
    }

    private void readWhatFailed(Cockpit cockpit, String id) {
        cockpit.openIncident(id);
        assertThat(cockpit.showsIncidentAt("callActivity_level1")).isTrue();
        assertThat(cockpit.incident()).contains(FAILED, RETRY);
        cockpit.browser.photograph("cockpit-rollback");

        cockpit.openRootCause();
        assertThat(cockpit.showsIncidentAt("serviceTask_stopApplication")).isTrue();
        assertThat(cockpit.incident()).contains(FAILED, RETRY);
        cockpit.browser.photograph("cockpit-stuck");
    }

    /** And pm2 does not work yet. */
    private void sayThatItDidNotHappen(String id) {
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.OPERATOR)) {
            tasklist.open("Clarify outcome: easy-erp (" + id + ")");
            assertThat(scene.commander().rollback(id).text("message")).contains(ENDED, ANSWER);
            assertThat(tasklist.briefing())
                    .contains("Did step 'Stop application' happen?", "The rollback waits for you.")
                    .contains("It happened if pm2 list shows every process of the application as stopped.")
                    .contains("If in doubt, choose 'It did not happen': running this step twice does no harm.")
                    .contains(" UTC on server ", "What Backout sees now it did not happen")
                    .contains("Command pm2 stop easy-erp easy-erp-worker")
                    .contains(ENDED, "[PM2] Applying action stopProcessId on app [easy-erp]");

            scene.pm2.repair();
            scene.pm2.refuse();
            tasklist.claim();
            tasklist.answer("It did not happen - run it again");
            tasklist.write("reason", "pm2 list shows the worker as \"online\" 🕒");
            tasklist.browser.photograph("tasklist-clarify");
            tasklist.complete();
            assertThat(scene.record(id))
                    .contains(
                            "'lilei' said of step 'Stop application': it did not happen: pm2 list shows the worker as");
        }
    }

    private void awaitOperator(String id) {
        scene.commander().awaitState(id, Set.of("NEEDS_OPERATOR"), Scene.PATIENCE);
    }
}
