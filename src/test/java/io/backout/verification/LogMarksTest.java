package io.backout.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.backout.target.BusinessCheck;
import io.backout.target.Target;
import io.backout.target.TestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text counts when it was written since the start, wherever the log has gone meanwhile. */
class LogMarksTest {
    private static final String TEXT = "FATAL 发票";
    private static final String QUIET = "all is well\n".repeat(1_000_000);

    @TempDir
    Path directory;

    @TempDir
    Path evidence;

    private Target target;
    private Path log;

    @BeforeEach
    void create() {
        log = directory.resolve("app.log");
        target = TestTarget.in(directory)
                .checks(new BusinessCheck(
                        "quiet",
                        null,
                        null,
                        null,
                        new BusinessCheck.Log(Path.of("app.log"), TEXT),
                        Duration.ofSeconds(5)))
                .target();
    }

    @Test
    void whatWasThereBeforeDoesNotCount() throws IOException {
        append(TEXT);
        LogMarks.set(target, evidence);
        append("\nwell");
        assertThat(found()).isFalse();
        append(TEXT);
        assertThat(found()).isTrue();
    }

    @Test
    void aTextFarBehindTheMarkCounts() throws IOException {
        append("begin\n");
        LogMarks.set(target, evidence);
        append(QUIET);
        assertThat(found()).isFalse();
        append(TEXT + "\n" + QUIET);
        assertThat(found()).isTrue();
    }

    @Test
    void aTextAcrossTwoPiecesCounts() throws IOException {
        LogMarks.set(target, evidence);
        append("x".repeat((1 << 16) - 4) + TEXT);
        assertThat(found()).isTrue();
    }

    @Test
    void aFileThatWasNotThereIsNewAsAWhole() throws IOException {
        LogMarks.set(target, evidence);
        assertThat(found()).isFalse();
        append(TEXT);
        assertThat(found()).isTrue();
    }

    @Test
    void aRotatedLogIsReadOnBothSides() throws IOException {
        append("before " + TEXT + "\n");
        LogMarks.set(target, evidence);
        append("since\n");
        Files.move(log, directory.resolve("app.log.1"));
        append(QUIET);
        assertThat(found()).isFalse();
        Files.writeString(directory.resolve("app.log.1"), TEXT, StandardOpenOption.APPEND);
        assertThat(found()).isTrue();
    }

    @Test
    void aNewLogThatHasGrownBeyondTheMarkIsReadFromItsBeginning() throws IOException {
        append("before\n");
        LogMarks.set(target, evidence);
        Files.move(log, directory.resolve("app__2026-11-23_00-00-00.log"));
        append(TEXT + "\n" + QUIET);
        assertThat(found()).isTrue();
    }

    @Test
    void aTruncatedLogIsReadFromItsBeginning() throws IOException {
        append("before\n".repeat(100));
        LogMarks.set(target, evidence);
        Files.writeString(log, TEXT);
        assertThat(found()).isTrue();
    }

    @Test
    void logsThatWereRotatedBeforeAndOtherLogsDoNotCount() throws IOException {
        Files.writeString(directory.resolve("app.log.1"), TEXT);
        Files.setLastModifiedTime(
                directory.resolve("app.log.1"), FileTime.from(Instant.now().minusSeconds(3600)));
        append("begin\n");
        LogMarks.set(target, evidence);
        Files.writeString(directory.resolve("app-worker.log"), TEXT);
        Files.writeString(directory.resolve("app.log.old"), TEXT);
        assertThat(found()).isFalse();
    }

    @Test
    void aDirectoryThatIsNotThereHoldsNothing() throws IOException {
        assertThat(LogMarks.read(evidence).foundSince(directory.resolve("logs/app.log"), TEXT))
                .isFalse();
    }

    private boolean found() throws IOException {
        return LogMarks.read(evidence).foundSince(log, TEXT);
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
