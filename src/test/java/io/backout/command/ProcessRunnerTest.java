package io.backout.command;

import static io.backout.command.Programs.LONG;
import static io.backout.command.Programs.runner;
import static io.backout.command.Programs.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest {
    private static final int SIXTEEN_MIB = 16 << 20;

    @TempDir
    Path directory;

    @Test
    void tellsTheExitCodeAndKeepsBothStreams() {
        CommandResult result = runner().run(shell(directory, "echo out; echo err >&2; exit 7"));
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThat(result.output()).contains("out\n", "err\n");
    }

    @Test
    void insistsOnExitCodeZero() {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> runner().require(shell(directory, "echo no such table >&2; exit 3")))
                .withMessage("'sh -c 'echo no such table >&2; exit 3'' ended with exit code 3: no such table")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(3));
    }

    @Test
    void showsTheEndOfALongOutputInTheMessage() {
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> runner().require(shell(directory, "seq 1 1000; exit 1")))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("ended with exit code 1: … ")
                        .endsWith("999\n1000"));
    }

    @Test
    void closesTheStandardInputOfAProgram() {
        assertThat(runner().run(shell(directory, "cat; echo ended")).stdout()).isEqualTo("ended\n");
    }

    @Test
    void runsInTheCommandsDirectory() throws IOException {
        assertThat(runner().run(shell(directory, "pwd -P")).stdout().strip())
                .isEqualTo(directory.toRealPath().toString());
    }

    @Test
    void passesArgumentsAsTheyAre() {
        Command command = new Command(
                List.of("printf", "[%s]", "a b", "$HOME", "`id`", "'", "\"", "", "密码"), directory, Map.of(), LONG);
        assertThat(runner().run(command).stdout()).isEqualTo("[a b][$HOME][`id`]['][\"][][密码]");
    }

    @Test
    void givesAProgramAnEnvironmentOfItsOwn() {
        // Set for the tests by the build: without it this test would prove nothing.
        assertThat(System.getenv("BACKOUT_ADMIN_PASSWORD")).isNotNull();
        Command command = new Command(List.of("env"), directory, Map.of("PM2_HOME", "/srv/.pm2"), LONG);
        List<String> names = runner().run(command)
                .stdout()
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(names)
                .contains("PATH", "PM2_HOME")
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LOGNAME",
                        "LANG",
                        "LC_ALL",
                        "TZ",
                        "TMPDIR",
                        "PM2_HOME",
                        "BACKOUT_STEP");
    }

    @Test
    void letsTheTargetsEnvironmentWin() {
        Command command = new Command(List.of("printenv", "LANG"), directory, Map.of("LANG", "zh_CN.UTF-8"), LONG);
        assertThat(runner().run(command).stdout()).isEqualTo("zh_CN.UTF-8\n");
    }

    @Test
    void marksTheProcessesOfAStep() {
        CommandScope scope = new CommandScope("run-1", () -> false);
        CommandResult result =
                new ProcessRunner(scope, new Redactor(List.of())).run(shell(directory, "printenv BACKOUT_STEP"));
        assertThat(result.stdout()).isEqualTo("run-1\n");
    }

    @Test
    void redactsTheOutputButNotWhatAToolReads() {
        CommandResult result = new ProcessRunner(CommandScope.READING, new Redactor(List.of("s3cret-9")))
                .run(shell(directory, "echo s3cret-9"));
        assertThat(result.output()).isEqualTo("[secret]\n");
        assertThat(result.stdout()).isEqualTo("s3cret-9\n");
    }

    @Test
    void keepsStandardOutputWholeUpTo16MebibytesAndSaysWhenItWasLonger() {
        Command whole = shell(directory, "head -c " + SIXTEEN_MIB + " /dev/zero");
        assertThat(runner().read(whole)).hasSize(SIXTEEN_MIB);
        Command longer = shell(directory, "head -c " + (SIXTEEN_MIB + 1) + " /dev/zero");
        assertThat(runner().run(longer).stdoutCut()).isTrue();
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> runner().read(longer))
                .withMessage(
                        "'sh -c 'head -c 16777217 /dev/zero'' wrote more than can be read; its answer was not used");
    }

    @Test
    void saysClearlyThatAProgramIsNotThere() {
        // A directory that may not be searched would make the reason another one.
        Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
        Command command = new Command(List.of("no-such-program", "x"), Path.of("/"), path, LONG);
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> runner().run(command))
                .withMessage("""
                'no-such-program' could not be started in '/': No such file or directory
                HINT: install it, or correct PATH in the target's 'environment'.""");
    }

    @Test
    void saysClearlyThatAFileIsNoProgram() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no program");
        Command command = new Command(List.of(text.toString()), Path.of("/"), Map.of(), LONG);
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> runner().run(command))
                .withMessageContaining("'" + text + "' could not be started in '/': Permission denied");
    }

    @Test
    void saysClearlyThatADirectoryIsNotThere() {
        Command command = new Command(List.of("true"), Path.of("/nowhere"), Map.of(), LONG);
        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> runner().run(command))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("'true' could not be started in '/nowhere': "));
    }

    /** A daemon that holds the pipes must not hold the step. */
    @Test
    void doesNotWaitForADaemonThatAProgramLeavesBehind() {
        Path pid = directory.resolve("pid");
        CommandResult result = runner().run(shell(directory, "sleep 300 & echo $! > pid; echo done"));
        ProcessHandle daemon = handle(pid);
        assertThat(result.stdout()).isEqualTo("done\n");
        assertThat(result.duration()).isLessThan(Duration.ofSeconds(30));
        assertThat(daemon.isAlive()).isTrue();
        daemon.destroyForcibly();
    }

    @Test
    void readsEverythingThatAProgramWroteBeforeItLeftADaemonBehind() {
        String stdout = runner().read(shell(directory, "sleep 300 & echo $! > pid; seq 1 200000; kill $(cat pid)"));
        assertThat(stdout.lines().count()).isEqualTo(200_000);
    }

    private static ProcessHandle handle(Path pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
