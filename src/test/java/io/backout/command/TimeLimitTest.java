package io.backout.command;

import static io.backout.command.Programs.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backout.demo.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TimeLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(700);

    @TempDir
    Path directory;

    private final String marker = UUID.randomUUID().toString();

    @AfterEach
    void endSurvivors() {
        ProcessTree.end(() -> ProcessTree.marked(marker));
    }

    @Test
    void endsACommandAtItsLimitAndSaysThatItsEffectsAreUnknown() {
        assertThatExceptionOfType(CommandTimedOutException.class)
                .isThrownBy(
                        () -> runner(() -> false).run(shell(directory, "echo begun; sleep 300", Duration.ofSeconds(1))))
                .withMessage("'sh -c 'echo begun; sleep 300'' was ended with its whole process tree after 1 s;"
                        + " its effects are unknown")
                .satisfies(e -> assertThat(e.output()).isEqualTo("begun\n"));
        assertThat(ProcessTree.marked(marker)).isEmpty();
    }

    @Test
    void endsGrandchildrenThatIgnoreTheRequestToEnd() {
        endsWithEverything("sh -c 'trap \"\" TERM; touch ready; sleep 300; sleep 300' & wait");
    }

    @Test
    void endsAGrandchildThatHoldsTheOutputOfADeadParent() {
        endsWithEverything("sh -c 'trap \"\" TERM; touch ready; while :; do sleep 1; done' & exec sleep 300");
    }

    @Test
    void endsChildrenThatAreBornWhileTheTreeEnds() {
        endsWithEverything("trap 'sleep 301 & sleep 302 & exit' TERM; touch ready; while :; do sleep 0.1; done");
    }

    @Test
    void endsAGrandchildThatMadeASessionOfItsOwn() {
        endsWithEverything("setsid sh -c 'trap \"\" TERM; touch ready; sleep 300' & exec sleep 300");
    }

    @Test
    void endsTheTreeWhenItsScopeIsCancelled() {
        String script = "sh -c 'trap \"\" TERM; touch ready; sleep 300' & exec sleep 300";
        assertThatExceptionOfType(CommandCancelledException.class)
                .isThrownBy(() ->
                        runner(() -> Files.exists(directory.resolve("ready"))).run(shell(directory, script)))
                .withMessage("'sh -c '" + script.replace("'", "'\\''")
                        + "'' was ended with its whole process tree because its step was ended early");
        assertThat(ProcessTree.marked(marker)).isEmpty();
    }

    @Test
    void keepsTheLimitWhenNobodyCanSayWhetherTheScopeIsCancelled() {
        BooleanSupplier broken = () -> {
            throw new IllegalStateException("the database is down");
        };
        assertThatExceptionOfType(CommandTimedOutException.class)
                .isThrownBy(() -> runner(broken).run(shell(directory, "sleep 300", Duration.ofSeconds(1))));
    }

    @Test
    void endsTheTreeWhenBackoutShutsDown() throws InterruptedException {
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        Thread step = new Thread(() -> {
            try {
                runner(() -> false).run(shell(directory, "sh -c 'trap \"\" TERM; touch ready; sleep 300' & sleep 300"));
            } catch (CommandFailedException e) {
                thrown.set(e);
            }
        });
        step.start();
        Poll.until(Duration.ofSeconds(20), () -> Files.exists(directory.resolve("ready")), () -> "never began");
        step.interrupt();
        step.join();
        assertThat(thrown.get())
                .isInstanceOf(CommandTimedOutException.class)
                .hasMessageEndingWith("was ended with its whole process tree because Backout shuts down;"
                        + " its effects are unknown");
        assertThat(ProcessTree.marked(marker)).isEmpty();
    }

    @Test
    void findsWhatAMarkedCommandLeftBehindAndNothingElse() {
        runner(() -> false).run(shell(directory, "sleep 300 & sleep 300 &"));
        assertThat(ProcessTree.marked(marker)).hasSize(2);
        assertThat(ProcessTree.marked(marker.substring(1))).isEmpty();
        ProcessTree.end(() -> ProcessTree.marked(marker));
        assertThat(ProcessTree.marked(marker)).isEmpty();
    }

    @Test
    void findsProgramsThatWorkInADirectory() throws Exception {
        Path below = Files.createDirectory(directory.resolve("below"));
        runner(() -> false).run(shell(below, "sleep 300 &"));
        Poll.until(
                Duration.ofSeconds(10),
                () -> ProcessTree.programsIn(directory, "sleep").size() == 1,
                () -> "the program was not found");
        assertThat(ProcessTree.programsIn(directory, "git")).isEmpty();
        assertThat(ProcessTree.programsIn(Files.createDirectory(directory.resolve("beside")), "sleep"))
                .isEmpty();
    }

    /** The command may only be reported as ended when nothing of it is left: the next one may start at once. */
    private void endsWithEverything(String script) {
        assertThatExceptionOfType(CommandTimedOutException.class)
                .isThrownBy(() -> runner(() -> false).run(shell(directory, script, LIMIT)));
        assertThat(directory.resolve("ready")).exists();
        assertThat(ProcessTree.marked(marker)).isEmpty();
    }

    private CommandRunner runner(BooleanSupplier cancelled) {
        return new ProcessRunner(new CommandScope(marker, cancelled), new Redactor(List.of()));
    }
}
