package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.BackoutUser;
import io.backout.demo.RollbackApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The incident commander at three in the morning, with nothing but Tasklist. */
@TestMethodOrder(OrderAnnotation.class)
class TasklistIT {
    private static final String REASON =
            "v1.4.0 \"crashes\" at start, 'nobody' can log in 🚨; <b>$(id)</b> | *now* {{reason}} 数据";
    private static final String REASON_SHOWN = REASON.replace("🚨", "□");
    private static final String RISK = "A repair takes \"hours\" 🕒; going back loses nothing";

    private static Scene scene;

    @BeforeAll
    static void setUp() {
        scene = Scene.shared();
    }

    @Test
    void reportsDecidesAndIsBackOnTheGoodRelease() {
        scene.prepare();
        scene.deployCrashingRelease();
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.openReport();
            assertThat(tasklist.chosen("target")).as("the only application").isEqualTo("easy-erp");
            tasklist.tick("symptomDoesNotStart");
            tasklist.write("reason", REASON);
            tasklist.write("impact", "All 240 users of the Berlin office");
            tasklist.browser.photograph("tasklist-report");
            tasklist.start();
            tasklist.awaitStart();
            String id = scene.newestRollback();

            tasklist.open("Decide level: easy-erp (" + id + ")");
            tasklist.browser.photograph("tasklist-decide");
            assertThat(tasklist.briefing())
                    .contains("Recommended: level 1, roll back the application - at once")
                    .contains("Level 1 goes from v1.4.0-crashing back to v1.3.0.")
                    .containsPattern("It is expected to take \\d+ s, \\d+ s of it without the application")
                    .contains("Reported by hanmei " + REASON_SHOWN)
                    .contains("Symptoms Does not start")
                    .contains("Affected All 240 users of the Berlin office")
                    .contains("Release now v1.4.0-crashing")
                    .contains("Health did not answer")
                    .contains("easy-erp is errored")
                    .contains("answers; 3 migrations applied, 0 failed")
                    .contains("Stop application: pm2 stop easy-erp easy-erp-worker")
                    .contains("Switch release: git reset --hard "
                            + scene.sample.commit("v1.3.0").substring(0, 10));
            assertThat(tasklist.chosen("level")).isEqualTo("1 - roll back the application");
            assertThat(tasklist.chosen("release")).startsWith("v1.3.0 - seen healthy");

            tasklist.write("reason", REASON);
            tasklist.write("whyNotRepair", RISK);
            tasklist.browser.photograph("tasklist-decide-filled");
            tasklist.complete();

            assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
            assertThat(scene.sample.health().version()).isEqualTo("1.3.0");
            assertThat(scene.record(id)).contains(REASON, RISK);
            tasklist.browser.await(() -> tasklist.tasks().isEmpty(), "a task is left over");
        }
    }

    @Test
    void losesNothingThatWasWrittenWhereTheReportIsNotAccepted() {
        scene.prepare();
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.openReport();
            tasklist.clear("target");
            String tooLong = "x".repeat(5_000);
            tasklist.write("reason", tooLong);
            tasklist.start();

            tasklist.browser.await(() -> tasklist.errors().size() == 2, "there are not two errors");
            tasklist.browser.photograph("tasklist-report-errors");
            assertThat(tasklist.errors())
                    .containsExactly("Field is required.", "Field must have maximum length of 2000.");
            assertThat(tasklist.mayStart()).isFalse();
            assertThat(tasklist.written("reason")).isEqualTo(tooLong);

            tasklist.choose("target", "easy-erp");
            tasklist.write("reason", "x".repeat(2_000));
            tasklist.browser.await(tasklist::mayStart, "a text of 2,000 characters is not accepted");
        }
    }

    @Test
    void namesTheFirstRollbackWhereASecondOneIsReported() {
        scene.prepare();
        Reply first = scene.commander()
                .post(
                        "/api/rollbacks",
                        Map.of("target", "easy-erp", "reason", "it is slow", "symptoms", new String[] {"SLOW"}));
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.TECHNICAL_OWNER)) {
            tasklist.openReport();
            tasklist.write("reason", "It is slow for me, too");
            tasklist.start();

            String refusal = tasklist.refusal();
            tasklist.browser.photograph("tasklist-second-start");
            assertThat(refusal)
                    .contains("target 'easy-erp' is already being rolled back by " + first.text("id"))
                    .contains("reported by 'hanmei'", "nothing was started", "HINT:");
            assertThat(tasklist.written("reason")).isEqualTo("It is slow for me, too");
        }
        scene.commander().awaitState(first.text("id"), java.util.Set.of("AWAITING_DECISION"), Scene.PATIENCE);
        scene.commander()
                .post(
                        "/api/rollbacks/%s/decision".formatted(first.text("id")),
                        Map.of("level", 0, "reason", "it was the network"));
        assertThat(scene.commander().awaitEnd(first.text("id")).text("state")).isEqualTo("CLOSED");
    }

    /** Last, because it starts the server anew. */
    @Test
    @Order(Integer.MAX_VALUE)
    void confirmsByHandWhereNoCheckIsConfigured() {
        scene.prepareWithoutChecks();
        scene.deployCrashingRelease();
        String id = scene.commander().rollBack(Map.of());
        try (Tasklist tasklist = new Tasklist(scene.server, BackoutUser.COMMANDER)) {
            tasklist.open("Confirm that business works: easy-erp (" + id + ")");
            assertThat(tasklist.briefing()).contains("is back on release v1.3.0 and passed every technical check");
            tasklist.answer("Yes, I tried it");
            tasklist.write("comment", "Placed an order and saw its invoice 🧾");
            tasklist.browser.photograph("tasklist-confirm");
            tasklist.complete();

            assertThat(scene.commander().awaitEnd(id).text("state")).isEqualTo("ROLLED_BACK");
            assertThat(scene.record(id))
                    .contains("confirmed by hand that business works. Placed an order and saw its invoice 🧾");
        }
    }
}
