package io.backout.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A promise that the page does not name, nobody can rely on. */
class OracleTest {
    @ParameterizedTest
    @EnumSource
    void thePageSaysWhatItProves(Oracle oracle) throws IOException {
        assertThat(page()).contains("`" + oracle + "`");
    }

    @Test
    void thePageHasResults() throws IOException {
        assertThat(page()).containsPattern("\\d{3} faults").doesNotContain("RED:");
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/reliability.md"));
    }
}
