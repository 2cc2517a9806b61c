package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.Target;
import io.backout.target.TestTarget;
import io.backout.tool.TestRepository;
import io.backout.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real machine can lack; each has one sentence and a way out. */
class MachinePreconditionsTest {
    @TempDir
    Path directory;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = Bench.in(directory);
        bench.repository().write("a.js", "1").commit("first");
    }

    @Test
    void anUnfinishedMergeIsRefused() {
        bench.repository().git("switch", "--quiet", "--create", "other");
        bench.repository().write("a.js", "2").commit("theirs");
        bench.repository().git("switch", "--quiet", "main");
        bench.repository().write("a.js", "3").commit("ours");
        assertThat(refusals(bench.target())).noneMatch(sentence -> sentence.contains("merge"));
        bench.repository().write(".git/MERGE_HEAD", bench.repository().git("rev-parse", "other"));

        assertThat(refusals(bench.target()))
                .contains("""
                a merge, rebase, cherry-pick or bisect is unfinished in '%s'
                HINT: finish or abort it.""".formatted(bench.target().directory()));
    }

    @Test
    void aProgramThatIsNotInThePathIsNamed() throws IOException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        for (String program : List.of("setsid", "git", "node", "npm")) {
            Files.writeString(programs.resolve(program), "#!/bin/sh\n").toFile().setExecutable(true);
        }
        Target target = TestTarget.in(directory)
                .environment("PATH", programs.toString())
                .target();

        assertThat(refusals(target)).containsExactly("""
                'pm2' is not installed
                HINT: install it, or add its directory to PATH in the target's 'environment'.""");
    }

    @Test
    void aDirectoryOfSomebodyElseIsRefused() throws IOException {
        Path foreign = foreign();
        String owner = Files.getOwner(foreign).getName();

        assertThat(refusalsWithoutRepository(foreign))
                .contains("""
                '%s' belongs to '%s', but Backout runs as '%s'
                HINT: run Backout as the owner.""".formatted(foreign, owner, System.getProperty("user.name")));
    }

    @Test
    void aFullDiskIsRefused() {
        // This file system never has any space.
        assertThat(refusalsWithoutRepository(Path.of("/proc/self"))).contains("""
                only 0 MiB are free under '/proc/self', and 500 MiB are needed
                HINT: free disk space.""");
    }

    /** Root owns everything but what it gives away; nobody else owns what root does. */
    private Path foreign() throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return Path.of("/");
        }
        Path foreign = Files.createDirectory(directory.resolve("foreign"));
        Files.setOwner(
                foreign,
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        return foreign;
    }

    private List<String> refusals(Target target) {
        return refusals(target, bench.evidence());
    }

    private List<String> refusalsWithoutRepository(Path place) {
        Evidence evidence = bench.evidence();
        Evidence.Code none =
                new Evidence.Code("", List.of(), List.of(), "the directory is not the top of a git repository");
        return refusals(
                TestTarget.in(place).target(),
                new Evidence(
                        evidence.at(),
                        none,
                        evidence.database(),
                        evidence.migrations(),
                        evidence.processes(),
                        evidence.health(),
                        false,
                        List.of()));
    }

    private static List<String> refusals(Target target, Evidence evidence) {
        Tools tools = new Tools(target, TestRepository.runner());
        return MachinePreconditions.look(target, tools, evidence).stream()
                .filter(finding -> !finding.holds())
                .map(Finding::sentence)
                .toList();
    }
}
