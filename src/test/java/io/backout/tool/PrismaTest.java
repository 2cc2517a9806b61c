package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrismaTest {
    @TempDir
    Path directory;

    /** With autocrlf the client is generated from another text than git's. */
    @Test
    void knowsAClientWhateverItsLineEndings() throws IOException {
        Path client = Files.createDirectories(directory.resolve("node_modules/.prisma/client"));
        Files.writeString(client.resolve("schema.prisma"), "model A {\r\n}\r\n");
        assertThat(Prisma.isClientOf("model A {\n}", client)).isTrue();
        assertThat(Prisma.isClientOf("model B {\n}", client)).isFalse();
    }
}
