package io.backout.verification;

import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import io.backout.target.BusinessCheck;
import io.backout.target.Target;
import io.backout.verification.LogFile.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where the checked log files ended when the release was started; kept in the evidence, so that it survives a crash. */
public record LogMarks(long at, Map<String, Mark> logs) {
    public static void set(Target target, Path evidence) {
        LogMarks set = new LogMarks(System.currentTimeMillis(), new TreeMap<>());
        try {
            for (BusinessCheck check : target.properties().checks()) {
                if (check.log() != null) {
                    Path file = target.directory().resolve(check.log().file());
                    set.logs.put(file.toString(), new LogFile(file).end());
                }
            }
            PrivateFiles.replace(file(evidence), Json.write(set));
        } catch (IOException e) {
            throw new UncheckedIOException("the ends of the checked log files could not be kept", e);
        }
    }

    public static LogMarks read(Path evidence) {
        try {
            return Files.exists(file(evidence))
                    ? Json.read(Files.readString(file(evidence)), LogMarks.class)
                    : new LogMarks(0, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the ends of the checked log files could not be read", e);
        }
    }

    boolean foundSince(Path log, String text) throws IOException {
        Mark mark = logs.getOrDefault(log.toString(), Mark.BEGINNING);
        LogFile live = new LogFile(log);
        if (Files.exists(log) && live.containsSince(mark, text)) {
            return true;
        }
        for (LogFile rotated : live.rotatedSince(at)) {
            if (rotated.containsSince(mark, text)) {
                return true;
            }
        }
        return false;
    }

    private static Path file(Path evidence) {
        return evidence.resolve("log-marks.json");
    }
}
