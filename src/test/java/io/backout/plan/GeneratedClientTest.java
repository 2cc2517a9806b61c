package io.backout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.Release;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client may be generated anywhere; a stale one must never pass for the release's. */
class GeneratedClientTest {
    private static final String MODEL = "model A {\n  id Int @id\n}\n";

    @TempDir
    Path directory;

    private Bench bench;

    @BeforeEach
    void create() {
        bench = Bench.in(directory);
        bench.repository().write(".gitignore", "node_modules\nsrc/generated\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', node_modules/.prisma/client",
        "'output = \"../src/generated/client\"', src/generated/client",
        "'output=\"./client\" // here', prisma/client",
        "'output = \"../node_modules/@erp/client\"', node_modules/@erp/client",
    })
    void isLookedAtWhereItIsGenerated(String output, String place) {
        String schema = schema("prisma-client-js", output);
        String commit = release(schema);
        assertThat(current(commit)).isFalse();
        // A client that an older release left in the usual place proves nothing.
        bench.repository().write("node_modules/.prisma/client/schema.prisma", MODEL);
        assertThat(current(commit)).isFalse();
        // Prisma formats what it notes.
        String noted = schema.replace("id Int", "id    Int").replace("\n", "\n\n");
        bench.repository().write(place + "/schema.prisma", noted);
        assertThat(current(commit)).isTrue();
        bench.repository().write(place + "/schema.prisma", noted.replace("model A", "model B"));
        assertThat(current(commit)).isFalse();
    }

    @Test
    void isReadInTheFormOfTheNewGenerator() {
        String schema = schema("prisma-client", "output = \"../src/generated/client\"");
        String commit = release(schema);
        assertThat(current(commit)).isFalse();
        String noted = schema.replace("\"", "\\\"").replace("\n", "\\n");
        String source = "const config = {\n  \"inlineSchema\": \"%s\",\n}".formatted(noted);
        bench.repository().write("src/generated/client/internal/class.ts", source);
        assertThat(current(commit)).isTrue();
        bench.repository().write("src/generated/client/internal/class.ts", source.replace("model A", "model B"));
        assertThat(current(commit)).isFalse();
    }

    @Test
    void comesWithTheReleaseWhereItIsTracked() {
        bench.repository().write("client/index.js", "");
        String commit = release(schema("prisma-client-js", "output = \"../client\""));
        assertThat(current(commit)).isTrue();
    }

    @Test
    void isNotAskedForWhereNoneIsGenerated() {
        assertThat(current(release(schema("prisma-erd-generator", "output = \"../erd.svg\""))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/shared/client", "../../shared/client", "../..", ".."})
    void isRefusedOutsideOfTheApplication(String place) {
        String commit = release(schema("prisma-client-js", "output = \"" + place + "\""));
        assertThat(bench.refusals(commit)).containsExactly("""
                release '%s' generates into ['%s'], which is no directory inside the application's, so it cannot be prepared beside the live one
                HINT: choose another release, or go back by hand.""".formatted(Release.shortCommit(commit), place));
    }

    @Test
    void isRefusedWhereOnlyTheEnvironmentKnows() {
        String commit = release(schema("zod-prisma", "output = env(\"ZOD\")"));
        assertThat(bench.refusals(commit)).singleElement().asString().contains("generates into ['env(\"ZOD\")']");
    }

    @Test
    void isRefusedWhereTheSchemaIsElsewhere() {
        bench.repository().write("db/schema.prisma", MODEL);
        String commit = bench.repository().commit("release");
        assertThat(bench.refusals(commit)).containsExactly("""
                release '%s' has its Prisma schema in [db/schema.prisma] instead of 'prisma/schema.prisma', so its client cannot be generated
                HINT: choose another release, or go back by hand.""".formatted(Release.shortCommit(commit)));
    }

    private boolean current(String commit) {
        return Dependencies.clientIsCurrent(
                bench.tools(), commit, bench.repository().directory());
    }

    private static String schema(String provider, String output) {
        return """
                generator client {
                  provider = "%s"
                  %s
                }
                // generator old { output = "/nowhere" }
                %s""".formatted(provider, output, MODEL);
    }

    private String release(String schema) {
        return bench.repository().write("prisma/schema.prisma", schema).commit("release");
    }
}
