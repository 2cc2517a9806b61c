package io.backout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.demo.Poll;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgvWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Canaries CANARIES = new Canaries(
            Map.of("in the directory", "kanarie-1a", "in the environment", "kanarie-2b", "of others", "kanarie-3c"));

    @TempDir
    Path directory;

    @Test
    void findsSecretsOfProcessesThatRunInTheDirectoryOrKnowIt() throws Exception {
        Process others = start("kanarie-3c", Path.of("/"), Map.of());
        Process in = start("kanarie-1a", directory, Map.of());
        Process knowing = start("kanarie-2b", Path.of("/"), Map.of("PATH", directory + ":/bin:/usr/bin"));
        try (ArgvWatch watch = new ArgvWatch(directory, CANARIES)) {
            Poll.until(LIMIT, () -> watch.found().size() >= 2, () -> "found " + watch.found());

            assertThat(watch.found())
                    .containsExactly(
                            "in the directory in the arguments of sh", "in the environment in the arguments of sh");
            assertThat(watch.programs()).contains("sh");
        } finally {
            in.destroyForcibly();
            knowing.destroyForcibly();
            others.destroyForcibly();
        }
    }

    /** It waits for its input, with the secret as its last argument. */
    private static Process start(String secret, Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", "read line", "sh", secret).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
