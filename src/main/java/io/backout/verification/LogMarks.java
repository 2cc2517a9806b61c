package io.backout.verification;

import io.backout.record.Json;
import io.backout.target.BusinessCheck;
import io.backout.target.Target;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** How long the checked log files were when the release was started; kept in the evidence, so that it survives a crash. */
public final class LogMarks {
    private static final int MOST_BYTES = 8 << 20;
    private static final FileAttribute<?> ONLY_OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Map<String, Long> lengths;

    private LogMarks(Map<String, Long> lengths) {
        this.lengths = lengths;
    }

    public static void set(Target target, Path evidence) {
        Map<String, Long> lengths = new TreeMap<>();
        try {
            for (BusinessCheck check : target.properties().checks()) {
                if (check.log() != null) {
                    Path file = target.directory().resolve(check.log().file());
                    lengths.put(file.toString(), Files.exists(file) ? Files.size(file) : 0);
                }
            }
            Path marks = file(evidence);
            if (!Files.exists(marks)) {
                Files.createFile(marks, ONLY_OURS);
            }
            Files.writeString(marks, Json.write(lengths));
        } catch (IOException e) {
            throw new UncheckedIOException("the lengths of the checked log files could not be kept", e);
        }
    }

    public static LogMarks read(Path evidence) {
        Map<String, Long> lengths = new TreeMap<>();
        try {
            if (Files.exists(file(evidence))) {
                Json.read(Files.readString(file(evidence)), Map.class)
                        .forEach((name, length) -> lengths.put(String.valueOf(name), ((Number) length).longValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lengths of the checked log files could not be read", e);
        }
        return new LogMarks(lengths);
    }

    String textSince(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = lengths.getOrDefault(log.toString(), 0L);
            // A rotated log is shorter than it was: all of it is new.
            file.seek(from <= file.length() ? from : 0);
            byte[] text = new byte[(int) Math.min(MOST_BYTES, file.length() - file.getFilePointer())];
            file.readFully(text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    private static Path file(Path evidence) {
        return evidence.resolve("log-marks.json");
    }
}
