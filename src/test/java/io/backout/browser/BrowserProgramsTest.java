package io.backout.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserProgramsTest {
    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void areFoundWhereverTheyLie() {
        program(first, "chromedriver");
        program(second, "chromium");

        assertThat(BrowserPrograms.installed(first + File.pathSeparator + second, () -> {
                    throw new AssertionError("nothing was missing");
                }))
                .isEqualTo(new BrowserPrograms(second.resolve("chromium"), first.resolve("chromedriver")));
    }

    @Test
    void areInstalledWhereMissing() {
        assertThat(BrowserPrograms.installed(first.toString(), () -> {
                    program(first, "chromium");
                    program(first, "chromedriver");
                }))
                .isNotNull();
    }

    @Test
    void saysWhatIsMissingInsteadOfSkippingTheTests() {
        program(first, "chromium");

        assertThatThrownBy(() -> BrowserPrograms.installed(first.toString(), () -> {}))
                .hasMessage("chromium or chromedriver is not installed; the browser tests were not run\n"
                        + "HINT: install both, on Debian with 'apt-get install chromium chromium-driver', or add their"
                        + " directory to PATH.");
    }

    private static void program(Path directory, String name) {
        try {
            assertThat(Files.createFile(directory.resolve(name)).toFile().setExecutable(true))
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
