package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.RollbackApi.Reply;
import io.backout.sample.Fault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be carried out is refused before anything is touched, with the reason and the way out. */
@ExtendWith(OnTheScene.class)
class RefusalIT {
    private final Scene scene;

    RefusalIT(Scene scene) {
        this.scene = scene;
    }

    @BeforeEach
    void isOnTheGoodRelease() {
        scene.reset();
    }

    @AfterEach
    void databaseAnswers() {
        scene.sample().database().start();
    }

    @Test
    void aDatabaseAheadOfTheReleaseNeedsAnotherLevel() {
        scene.sample().breakWith(Fault.WITH_MIGRATION);
        scene.awaitErrored();
        refuses(Map.of(), """
                the database is ahead of release '%s': it has the migrations [20250821015630_add_shipment_file_field], which that release does not know
                HINT: the way back is level 2 (take the migrations back) or level 3 (restore a backup).""".formatted(good()));
    }

    @Test
    void aMigrationThatFailedHalfWayNeedsAnotherLevel() {
        scene.sample().breakWith(Fault.FAILING_MIGRATION);
        scene.sample().awaitHealthy(Scene.LIMIT);
        String sentence = """
                migration [20250821015630_add_shipment_file_field] failed half-way
                HINT: the way back is level 2 (take the migrations back) or level 3 (restore a backup).""";
        refuses(Map.of("release", "v1.3.0"), sentence);
        refuses(Map.of(), sentence);
    }

    @Test
    void aReleaseThatNobodyKnows() {
        refuses(Map.of("release", "v9.9.9"), """
                release 'v9.9.9' is unknown in the target's repository
                HINT: name a tag, a branch or a commit; 'GET /api/targets/{id}/evidence' lists the releases.""");
    }

    @Test
    void aReleaseOfAnotherBranch() {
        String other = scene.sample().commit("v1.4.0-unhealthy").substring(0, 10);
        refuses(Map.of("release", "v1.4.0-unhealthy"), """
                release '%s' is not an ancestor of the checked-out commit '%s'
                HINT: choose one of the offered releases; another branch is a deployment, not a rollback.""".formatted(other, good()));
    }

    @Test
    void levelThreeWithoutABackup() {
        refuses(Map.of("level", 3), """
                no backup set was chosen to restore
                HINT: choose one from the list, which says which are sound and which release each belongs to.""");
    }

    @Test
    void aDirectoryThatIsNoRepository() {
        refuses(Map.of("target", TargetsOfTheScene.NO_REPOSITORY), """
                directory '%s': the directory is not the top of a git repository
                HINT: set 'directory' to the top of the application's git checkout, owned by Backout's user.""".formatted(scene.directory("plain")));
    }

    @Test
    void aShallowClone() {
        refuses(Map.of("target", TargetsOfTheScene.SHALLOW_CLONE), """
                directory '%s' is a shallow clone, so earlier releases are missing
                HINT: run 'git fetch --unshallow' there.""".formatted(scene.directory("shallow")));
    }

    @Test
    void aProcessThatPm2DoesNotKnow() {
        refuses(Map.of("target", TargetsOfTheScene.UNKNOWN_PROCESS), """
                pm2 does not know the processes [easy-erp-nightly]
                HINT: start them as the application's user with 'pm2 start' (and set PM2_HOME in 'environment' if it is not the default).""");
    }

    @Test
    void noDaemonAndLookingStartsNone() {
        Path home = scene.directory("no-pm2");
        refuses(Map.of("target", TargetsOfTheScene.NO_DAEMON), """
                no pm2 daemon runs under '%s'
                HINT: start them as the application's user with 'pm2 start' (and set PM2_HOME in 'environment' if it is not the default).""".formatted(home));
        assertThat(home).doesNotExist();
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "that server is not ours to stop")
    void aDatabaseThatIsDown() {
        scene.crash();
        scene.sample().database().stop();
        refusesWithoutDatabase("easy-erp", "Communications link failure");
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = "SAMPLE_DATABASE_URL",
            matches = ".+",
            disabledReason = "that server is not ours to freeze")
    void aDatabaseThatHangs() {
        scene.crash();
        scene.sample().database().freeze();
        refusesWithoutDatabase(TargetsOfTheScene.IMPATIENT, "Communications link failure");
    }

    private void refusesWithoutDatabase(String target, String reason) {
        Reply end = scene.commander().awaitEnd(scene.commander().rollBack(Map.of("target", target)));
        assertThat(end.text("state")).isEqualTo("REFUSED");
        assertThat(end.text("message"))
                .isEqualTo("""
                database '127.0.0.1:%d/easy_erp' of target '%s' gave an error: %s
                HINT: restart or repair the database first; a rollback does not bring it back.""".formatted(scene.sample().database().port(), target, reason));
        assertThat(scene.sample().head()).isEqualTo(scene.sample().commit("v1.4.0-crashing"));
    }

    private String good() {
        return scene.sample().commit("v1.3.0").substring(0, 10);
    }

    private void refuses(Map<String, ?> request, String sentence) {
        State before = State.of(scene.sample());
        String id = scene.commander().rollBack(request);
        Reply end = scene.commander().awaitEnd(id);
        assertThat(end.text("state")).isEqualTo("REFUSED");
        assertThat(end.text("message")).isEqualTo(sentence);
        assertThat(end.body().path("steps")).isEmpty();
        assertThat(State.of(scene.sample())).isEqualTo(before);
        assertThat(scene.record(id).sentence("REFUSED")).endsWith("cannot be carried out: " + sentence);
    }
}
