package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChangesPreconditionTest {
    @Test
    void changesThatGitWasToldNotToSeeAreRefused(@TempDir Path directory) {
        Bench bench = Bench.in(directory);
        bench.repository().write("a.js", "1").commit("first");
        bench.repository().git("update-index", "--skip-worktree", "a.js");
        String release = bench.tools().git().head();
        assertThat(bench.refusals(release)).isEmpty();
        bench.repository().write("a.js", "hot fix");
        assertThat(bench.refusals(release)).containsExactly("""
                git was told not to look at [a.js], so their local changes would be lost
                HINT: run 'git update-index --no-assume-unchanged --no-skip-worktree a.js' there; then they are kept like the others.""");
    }
}
