package io.backout.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program is given to read arrives whole, or is said not to have. */
class RunFromTest {
    private static final int MEGABYTES = 20 << 20;

    @TempDir
    Path directory;

    @Test
    void givesAllOfTheStreamAndThenAnEnd() {
        CommandResult result = Programs.runner()
                .runFrom(new ByteArrayInputStream(new byte[MEGABYTES]), Programs.shell(directory, "wc -c"));
        assertThat(result.stdout().strip()).isEqualTo(String.valueOf(MEGABYTES));
    }

    /** A stream without an end would otherwise keep whoever waits for the program. */
    @Test
    void readsNoMoreWhenTheProgramHasEnded() {
        CommandResult result = Programs.runner()
                .runFrom(endless(), Programs.shell(directory, "head -c 3 >&2; exit 4", Duration.ofSeconds(50)));
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.output()).isEqualTo("aaa");
    }

    @Test
    void saysThatTheStreamFailed() {
        InputStream aborted = failing(new IllegalArgumentException("aborted"));
        assertThatThrownBy(() -> Programs.runner().runFrom(aborted, Programs.shell(directory, "cat")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("aborted");
        InputStream unreadable = failing(new IOException("Input/output error"));
        assertThatThrownBy(() -> Programs.runner().runFrom(unreadable, Programs.shell(directory, "cat")))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("Input/output error");
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };
    }

    private static InputStream failing(Exception how) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (how instanceof IOException checked) {
                    throw checked;
                }
                throw (RuntimeException) how;
            }
        };
    }
}
