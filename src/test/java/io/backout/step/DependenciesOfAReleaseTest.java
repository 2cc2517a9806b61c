package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependencies are prepared beside the live ones, which nothing touches before they are exchanged. */
class DependenciesOfAReleaseTest {
    @TempDir
    Path directory;

    @TempDir
    Path evidence;

    @TempDir
    Path shared;

    private StepScene scene;
    private String release;

    @BeforeEach
    void create() {
        scene = new StepScene(directory, evidence).prisma(DependenciesOfAReleaseTest::generate);
        release = scene.repository
                .write(".gitignore", "node_modules\n")
                .write("package.json", "{}")
                .write("prisma/schema.prisma", "model A {}")
                .commit("first");
        scene.repository.write("prisma/schema.prisma", "model B {}").commit("second");
    }

    @Test
    void doesNotGenerateThroughALinkInThePlaceOfTheDependencies() throws IOException {
        write(shared.resolve(".prisma/client/index.js"), "live");
        Files.createSymbolicLink(directory.resolve("node_modules"), shared);

        assertThatThrownBy(() -> scene.prepare(release, false, true)).hasMessage("""
                        'node_modules' in '%s' is a symbolic link, and the client would be generated into the live one behind it
                        HINT: replace the link by a directory of the application's own.""".formatted(scene.live()));

        assertThat(scene.ran).isEmpty();
        assertThat(shared.resolve(".prisma/client/index.js")).hasContent("live");
    }

    @Test
    void doesNotGenerateThroughALinkInThePlaceOfTheClient() throws IOException {
        write(shared.resolve("client/index.js"), "live");
        write(directory.resolve("node_modules/prisma/index.js"), "x");
        Files.createSymbolicLink(directory.resolve("node_modules/.prisma"), shared);

        scene.prepare(release, false, true);

        assertThat(shared.resolve("client/index.js")).hasContent("live");
    }

    @Test
    void exchangesALinkWhereTheDependenciesAreInstalled() throws IOException {
        write(shared.resolve("ms/index.js"), "live");
        Files.createSymbolicLink(directory.resolve("node_modules"), shared);
        scene.npm(prepared -> write(prepared.resolve("node_modules/ms/index.js"), "other"));
        scene.repository.write("package-lock.json", "{}");
        String locked = scene.repository.commit("locked");

        scene.prepare(locked, true, true);
        scene.switchTo(locked, true, true);

        assertThat(directory.resolve("node_modules/ms/index.js")).hasContent("other");
        assertThat(directory.resolve("node_modules")).isDirectory().matches(path -> !Files.isSymbolicLink(path));
        assertThat(shared.resolve("ms/index.js")).hasContent("live");
    }

    @Test
    void aReleaseWithoutDependenciesLeavesNone() throws IOException {
        write(directory.resolve("node_modules/ms/index.js"), "old");
        scene.repository.git("rm", "--quiet", "-r", "prisma");
        String without = scene.repository.commit("without");
        scene.repository.write("a.js", "").commit("third");

        for (int run = 0; run < 2; run++) {
            scene.prepare(without, true, true);
            assertThat(scene.ran).isEmpty();
            scene.switchTo(without, true, true);
            scene.switchTo(without, true, true);
            assertThat(directory.resolve("node_modules")).isEmptyDirectory();
        }
    }

    @Test
    void anInstallationThatInstallsNothingLeavesNothing() throws IOException {
        write(directory.resolve("node_modules/ms/index.js"), "old");
        scene.repository.git("rm", "--quiet", "-r", "prisma");
        String without = scene.repository.write("package-lock.json", "{}").commit("without");

        scene.prepare(without, true, true);
        scene.switchTo(without, true, true);

        assertThat(scene.ran).containsExactly("npm ci --prefer-offline --no-audit --no-fund");
        assertThat(directory.resolve("node_modules")).isEmptyDirectory();
    }

    @Test
    void bringsAClientInThatIsGeneratedIntoTheSourceTreeAndNothingElse() throws IOException {
        String schema = "generator client {\n  provider = \"prisma-client-js\"\n  output = \"../%s\"\n}\n";
        scene.prisma(prepared -> write(prepared.resolve("data/client/index.js"), "generated"));
        String own = scene.repository
                .write(".gitignore", "node_modules\ndata\n")
                .write("prisma/schema.prisma", schema.formatted("data/client"))
                .commit("own");
        scene.repository.write("a.js", "").commit("later");
        write(directory.resolve("data/client/index.js"), "stale");
        write(directory.resolve("data/client/gone.js"), "stale");
        write(directory.resolve("data/uploads/invoice.pdf"), "precious");
        write(directory.resolve("node_modules/prisma/index.js"), "x");

        scene.prepare(own, false, true);
        assertThat(directory.resolve("data/client/index.js")).hasContent("stale");
        scene.switchTo(own, false, true);
        scene.switchTo(own, false, true);

        assertThat(directory.resolve("data/client/index.js")).hasContent("generated");
        assertThat(directory.resolve("data/client/gone.js")).doesNotExist();
        assertThat(directory.resolve("data/uploads/invoice.pdf")).hasContent("precious");
        assertThat(directory.resolve("node_modules/prisma/index.js")).hasContent("x");
    }

    @Test
    void doesNotWriteIntoALiveClientAmongTheDependencies() throws IOException {
        String own = scene.repository
                .write(
                        "prisma/schema.prisma",
                        "generator client {\n  provider = \"prisma-client-js\"\n  output = \"../node_modules/@erp/client\"\n}\n")
                .commit("own");
        write(directory.resolve("node_modules/@erp/client/index.js"), "live");
        scene.prisma(prepared -> write(prepared.resolve("node_modules/@erp/client/index.js"), "generated"));

        scene.prepare(own, false, true);

        assertThat(directory.resolve("node_modules/@erp/client/index.js")).hasContent("live");
    }

    private static void generate(Path prepared) {
        write(prepared.resolve("node_modules/.prisma/client/index.js"), "generated");
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
