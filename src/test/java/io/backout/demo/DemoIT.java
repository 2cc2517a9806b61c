package io.backout.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README's first command runs, up to its Ctrl-C. */
class DemoIT {
    @TempDir
    Path temporary;

    @Test
    void rollsTheSampleBackStaysUpAndLeavesNothingBehind() throws Exception {
        Path directory = temporary.resolve("demo");
        Path output = temporary.resolve("output.txt");
        Process demo = start(directory, output);
        try {
            Poll.until(
                    Duration.ofMinutes(4),
                    () -> text(output).contains("Ctrl-C") || !demo.isAlive(),
                    () -> "the demo did not get to its end:\n" + text(output));
            assertThat(text(output))
                    .contains("ROLLED_BACK, back on release v1.3.0, verified")
                    .contains("status=200, version=1.3.0")
                    .contains("/camunda/app/tasklist/")
                    .contains("/camunda/app/cockpit/");
            assertThat(demo.isAlive()).as("it stays up for a second try").isTrue();
            assertThat(processesOf(directory))
                    .as("the application and its database")
                    .isNotEmpty();
        } finally {
            new ProcessBuilder("kill", "-INT", String.valueOf(demo.pid()))
                    .start()
                    .waitFor();
        }
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as("Ctrl-C ends it").isTrue();
        Poll.until(
                Duration.ofSeconds(20),
                () -> processesOf(directory).isEmpty(),
                () -> "still running: " + processesOf(directory));
    }

    private static Process start(Path directory, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddemo.port=0",
                        "-Ddemo.directory=" + directory,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Demo.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** The application's processes, its database and Backout itself all stand in the demo's directory. */
    private static List<String> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> standsIn(process, directory))
                .map(process -> process.info().commandLine().orElse("?"))
                .filter(line -> !line.contains(Demo.class.getName()))
                .toList();
    }

    private static boolean standsIn(ProcessHandle process, Path directory) {
        try {
            Path here = Path.of("/proc", String.valueOf(process.pid()), "cwd").toRealPath();
            return here.startsWith(directory)
                    || process.info().commandLine().orElse("").contains(directory.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
