package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment of a running application is not the release's: going back must leave it as it is. */
class EnvironmentFilesTest {
    private static final String REFUSAL = """
            going back to release '%s' would overwrite or delete [%s] of the live application
            HINT: choose a release that does not track them; where only the checked-out commit does, 'git rm --cached %2$s' keeps them.""";

    @TempDir
    Path directory;

    private Bench bench;

    @BeforeEach
    void create() {
        bench = Bench.in(directory);
        bench.repository().write(".gitignore", "nothing\n").commit("before");
    }

    @Test
    void oneThatTheReleaseTracksAndThatIsUntrackedNow() {
        String release = bench.repository().write(".env", "A=1").commit("with");
        bench.repository().git("rm", "--quiet", ".env");
        bench.repository().commit("without");
        bench.repository().write(".env", "A=live");
        refuses(release, ".env");
    }

    @Test
    void oneThatBothTrackWithOtherContents() {
        String release = bench.repository().write(".env", "A=1").commit("with");
        bench.repository().write(".env", "A=2").commit("other");
        refuses(release, ".env");
        bench.repository().write(".env", "A=1");
        assertThat(bench.refusals(release)).isEmpty();
    }

    @Test
    void oneThatGoingBackWouldDelete() {
        String release = bench.repository().git().head();
        bench.repository().write(".env", "A=1").commit("added by mistake");
        refuses(release, ".env");
        // It stays where it is once git no longer tracks it.
        bench.repository().git("rm", "--quiet", "--cached", ".env");
        assertThat(bench.refusals(release)).isEmpty();
        bench.tools().git().resetHard(release);
        assertThat(directory.resolve(".env")).hasContent("A=1");
    }

    @Test
    void oneOfAnotherName() {
        bench.repository()
                .write("config/.env.production", "A=1")
                .write(".env.example", "A=")
                .commit("with");
        String release = bench.repository().git().head();
        bench.repository().write("config/.env.production", "A=2").commit("other");
        refuses(release, "config/.env.production");
    }

    @Test
    void oneBehindALink() throws IOException {
        bench.repository().write("settings/live", "A=1");
        Files.createSymbolicLink(directory.resolve(".env"), Path.of("settings/live"));
        bench.repository().write(".gitignore", ".env\n");
        String release = bench.repository().commit("with");
        bench.repository().write("settings/live", "A=2").commit("other");
        refuses(release, "settings/live");
    }

    @Test
    void examplesAreNotWhatTheApplicationReads() {
        String release = bench.repository().write(".env.example", "A=").commit("with");
        bench.repository().write(".env.example", "A=\nB=").commit("other");
        assertThat(bench.refusals(release)).isEmpty();
    }

    private void refuses(String release, String file) {
        assertThat(bench.refusals(release)).containsExactly(REFUSAL.formatted(Release.shortCommit(release), file));
    }
}
