package io.backout.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to a stream arrives whole, or is said not to have. */
class RunIntoTest {
    private static final int MEGABYTES = 40 << 20;

    @TempDir
    Path directory;

    @Test
    void isWholeHoweverMuchItIs() {
        Counting stream = new Counting();
        CommandResult result = Programs.runner()
                .runInto(
                        Programs.shell(directory, "head -c %d /dev/zero; echo warning >&2".formatted(MEGABYTES)),
                        stream);
        assertThat(stream.count).isEqualTo(MEGABYTES);
        assertThat(result.exitCode()).isZero();
        assertThat(result.stdout()).isEmpty();
        assertThat(result.output()).isEqualTo("warning\n");
    }

    /** The pipe's last bytes are still to be read when the command has long ended. */
    @Test
    void isWholeHoweverSlowTheStreamIs() {
        Counting slow = new Counting() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                Pause.millis(450);
                super.write(bytes, offset, length);
            }
        };
        Programs.runner().runInto(Programs.shell(directory, "head -c 60000 /dev/zero"), slow);
        assertThat(slow.count).isEqualTo(60000);
    }

    @Test
    void endsTheCommandWhenTheStreamFails() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        long begun = System.nanoTime();
        assertThatThrownBy(() -> Programs.runner()
                        .runInto(Programs.shell(directory, "exec cat /dev/zero", Duration.ofSeconds(50)), full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void givesTheExitCodeOfWhatWasCutShort() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        CommandResult result =
                Programs.runner().runInto(Programs.shell(directory, "echo half; echo why >&2; exit 3"), stream);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEqualTo("why\n");
        assertThat(stream).hasToString("half\n");
    }

    private static class Counting extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
