package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.Release;
import io.backout.tool.HealthEndpoint.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a release asks npm for, in every form that npm knows, and what is done when it cannot be told. */
class DependenciesTest {
    private static final String INSTALLED = """
            {"packages": {"node_modules/ms": {"version": "2.1.2", "integrity": "sha512-a"}}}""";
    private static final String LOCK = """
            {"lockfileVersion": 3, "packages": {"": {}, "node_modules/ms": {"version": "%s", "integrity": "sha512-a"}}}""";

    @TempDir
    Path directory;

    private Bench bench;

    @BeforeEach
    void create() throws IOException {
        bench = Bench.in(directory);
        Files.createDirectories(directory.resolve("node_modules/ms"));
        Files.writeString(directory.resolve("node_modules/.package-lock.json"), INSTALLED);
    }

    @Test
    void aReleaseWithALockFile() {
        String same = release("{}", LOCK.formatted("2.1.2"));
        String other = release("{}", LOCK.formatted("2.1.3"));
        assertThat(bench.differences(same)).isEmpty();
        assertThat(bench.differences(other))
                .containsExactly("'node_modules/ms' is 2.1.2 sha512-a instead of 2.1.3 sha512-a");
        assertThat(bench.refusals(same)).isEmpty();
    }

    @Test
    void aShrinkwrapGoesBeforeALockFile() {
        bench.repository().write("npm-shrinkwrap.json", LOCK.formatted("2.1.1"));
        assertThat(bench.differences(release("{}", LOCK.formatted("2.1.2"))))
                .containsExactly("'node_modules/ms' is 2.1.2 sha512-a instead of 2.1.1 sha512-a");
    }

    /** As npm 11 wrote it with --lockfile-version 1, and what it noted after installing from it. */
    @Test
    void aLockFileOfNpm6() throws IOException {
        Path installed = directory.resolve("node_modules/.package-lock.json");
        Files.writeString(installed, """
                {"packages": {"loc": {"version": "2.0.0"}, "node_modules/loc": {"resolved": "loc", "link": true},
                  "node_modules/alias": {"name": "ms", "version": "2.0.0", "integrity": "sha512-b"},
                  "node_modules/send": {"version": "0.18.0", "integrity": "sha512-c"},
                  "node_modules/send/node_modules/ms": {"version": "2.1.3", "integrity": "sha512-d"}}}""");
        for (String name : new String[] {"loc", "alias", "send/node_modules/ms"}) {
            Files.createDirectories(directory.resolve("node_modules").resolve(name));
        }
        String lock = """
                {"lockfileVersion": 1, "requires": true, "dependencies": {
                  "alias": {"version": "npm:ms@2.0.0", "integrity": "sha512-b"},
                  "fsevents": {"version": "2.3.2", "integrity": "sha512-e", "optional": true},
                  "loc": {"version": "file:loc"},
                  "send": {"version": "0.18.0", "integrity": "sha512-c", "requires": {"ms": "2.1.3"},
                    "dependencies": {"ms": {"version": "%s", "integrity": "sha512-d"}}}}}""";
        assertThat(bench.differences(release("{}", lock.formatted("2.1.3")))).isEmpty();
        assertThat(bench.differences(release("{}", lock.formatted("2.1.2"))))
                .containsExactly("'node_modules/send/node_modules/ms' is 2.1.3 sha512-d instead of 2.1.2 sha512-d");
    }

    @Test
    void anAddressInALockFileOfNpm6IsRefused() {
        String commit = release("{}", """
                {"lockfileVersion": 1, "dependencies": {"ms": {"version": "git+ssh://git@h/ms.git#0123"}}}""");
        assertThat(bench.refusals(commit)).containsExactly("""
                package-lock.json of release '%s' is of npm 6 and takes 'node_modules/ms' from an address, which cannot be compared
                HINT: choose a release whose package-lock.json was written by npm 7 or newer.""".formatted(Release.shortCommit(commit)));
    }

    @Test
    void aReleaseWithoutALockFileThatAsksForTheSame() throws IOException {
        String before = release("{\"version\": \"1.0.0\", \"dependencies\": {\"ms\": \"^2.0.0\"}}", "");
        release("{\"version\": \"1.1.0\", \"dependencies\": {\"ms\": \"^2.0.0\"}}", "");
        assertThat(bench.refusals(before)).isEmpty();
        assertThat(bench.differences(before)).isEmpty();

        Files.delete(directory.resolve("node_modules/ms"));
        assertThat(bench.differences(before)).containsExactly("'node_modules/ms' is missing");
        assertThat(bench.refusals(before)).containsExactly("""
                release '%s' has no package-lock.json, and ['node_modules/ms' is missing]
                HINT: choose a release that has a package-lock.json, or install the dependencies by hand and ask again.""".formatted(Release.shortCommit(before)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dependencies\": {\"ms\": \"^3.0.0\"}}",
                "{\"dependencies\": {\"ms\": \"^2.0.0\", \"depd\": \"2\"}}",
                "{\"dependencies\": {\"ms\": \"^2.0.0\"}, \"overrides\": {\"depd\": \"1\"}}",
                "{}",
                "{ not JSON"
            })
    void aReleaseWithoutALockFileThatAsksForOtherPackages(String now) {
        String before = release("{\"dependencies\": {\"ms\": \"^2.0.0\"}}", "");
        release(now, "");
        assertThat(bench.refusals(before)).containsExactly("""
                release '%s' has no package-lock.json, and its package.json asks for other packages than the checked-out commit's
                HINT: choose a release that has a package-lock.json, or go back by hand.""".formatted(Release.shortCommit(before)));
    }

    @Test
    void anotherPackageManagersLockFileThatDiffers() {
        String manifest = "{\"dependencies\": {\"ms\": \"^2.0.0\"}}";
        bench.repository().write("yarn.lock", "ms 2.1.1");
        String before = release(manifest, "");
        bench.repository().write("yarn.lock", "ms 2.1.2");
        release(manifest, "");
        assertThat(bench.refusals(before)).containsExactly("""
                release '%s' has no package-lock.json, and its [yarn.lock] differs from the checked-out commit's
                HINT: choose a release that has a package-lock.json, or go back by hand.""".formatted(Release.shortCommit(before)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"dependencies\": {}}", ""})
    void aReleaseWithoutDependenciesDoesNotKeepTheOldOnes(String manifest) {
        String before = release(manifest, "");
        release("{\"dependencies\": {\"ms\": \"^2.0.0\"}}", LOCK.formatted("2.1.2"));
        assertThat(bench.refusals(before)).isEmpty();
        assertThat(bench.differences(before)).containsExactly("'node_modules/ms' is not in the lock file");
    }

    @Test
    void aLockFileWithoutPackagesNeedsNothingInstalled() throws IOException {
        String commit = release("{}", "{\"lockfileVersion\": 3, \"packages\": {\"\": {}}}");
        assertThat(bench.differences(commit)).containsExactly("'node_modules/ms' is not in the lock file");
        Files.delete(directory.resolve("node_modules/.package-lock.json"));
        assertThat(bench.differences(commit)).isEmpty();
    }

    @Test
    void anUnreadableNoteOfNpmsMeansInstallingAgain() throws IOException {
        Files.writeString(directory.resolve("node_modules/.package-lock.json"), "{ cut");
        String commit = release("{}", LOCK.formatted("2.1.2"));
        assertThat(bench.differences(commit)).containsExactly("npm's note of what is installed is not readable");
        assertThat(bench.refusals(commit)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"package.json", "package-lock.json", "npm-shrinkwrap.json"})
    void aFileThatIsNoJsonIsRefused(String file) {
        bench.repository()
                .write("package.json", "{}")
                .write("package-lock.json", LOCK)
                .write(file, "<<<<<<< HEAD");
        String commit = bench.repository().commit("conflict");
        assertThat(bench.refusals(commit)).containsExactly("""
                %s of release '%s' is not readable
                HINT: choose a release whose %1$s is whole.""".formatted(file, Release.shortCommit(commit)));
    }

    @Test
    void aLinkInThePlaceOfTheDependenciesIsRefusedOnlyWhereTheClientIsGenerated() throws IOException {
        Path shared = Files.createDirectories(directory.resolve(".git/shared"));
        Files.move(directory.resolve("node_modules/.package-lock.json"), shared.resolve(".package-lock.json"));
        Files.move(directory.resolve("node_modules/ms"), shared.resolve("ms"));
        Files.delete(directory.resolve("node_modules"));
        Files.createSymbolicLink(directory.resolve("node_modules"), shared);
        assertThat(bench.refusals(release("{}", LOCK.formatted("2.1.2")))).isEmpty();
        bench.repository().write("prisma/schema.prisma", "generator a {\n  provider = \"prisma-client-js\"\n}");
        assertThat(bench.refusals(release("{}", LOCK.formatted("2.1.2"))))
                .containsExactly("""
                'node_modules' in '%s' is a symbolic link, and the client would be generated into the live one behind it
                HINT: replace the link by a directory of the application's own.""".formatted(bench.repository().directory()));
        assertThat(bench.refusals(release("{}", LOCK.formatted("2.1.3")))).isEmpty();
    }

    @Test
    void evidenceSurvivesAPackageJsonThatIsNoJson() {
        String commit = release("{ cut", "");
        RunningRelease running = RunningRelease.of(bench.tools().git(), commit);
        assertThat(running.answers(new Answer(200, commit, ""))).isTrue();
        assertThat(running.answers(new Answer(200, "1.3.0", ""))).isFalse();
    }

    /** @param manifest and lock file; an empty one is left out */
    private String release(String manifest, String lock) {
        try {
            Files.deleteIfExists(directory.resolve("package.json"));
            Files.deleteIfExists(directory.resolve("package-lock.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        if (!manifest.isEmpty()) {
            bench.repository().write("package.json", manifest);
        }
        if (!lock.isEmpty()) {
            bench.repository().write("package-lock.json", lock);
        }
        return bench.repository().commit("release");
    }
}
