package io.backout.verification;

import io.backout.record.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A log that somebody goes on writing, and may rename or cut meanwhile. */
record LogFile(Path path) {
    private static final int PIECE = 1 << 16;
    private static final int TELLING_BYTES = 256;
    private static final long CLOCK_TICK_MILLIS = 1000;

    /**
     * A place in a log.
     *
     * @param before hash of what stands right before it, by which it is found again under another name
     */
    record Mark(long length, String before) {
        static final Mark BEGINNING = new Mark(0, "");
    }

    Mark end() throws IOException {
        if (!Files.exists(path)) {
            return Mark.BEGINNING;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return markAt(file.length(), file);
        }
    }

    /** Where this log has been moved when it was rotated since: 'app.log.1', 'app.log-20261123', 'app__2026-11-23.log'. */
    List<LogFile> rotatedSince(long millis) throws IOException {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        Pattern rotated = Pattern.compile("%s[.-]\\d.*|%s__\\d.*%s"
                .formatted(
                        Pattern.quote(name),
                        Pattern.quote(name.substring(0, dot)),
                        Pattern.quote(name.substring(dot))));
        List<LogFile> found = new ArrayList<>();
        if (!Files.isDirectory(path.resolveSibling("."))) {
            return found;
        }
        try (Stream<Path> files = Files.list(path.resolveSibling("."))) {
            for (Path file : files.toList()) {
                if (rotated.matcher(String.valueOf(file.getFileName())).matches()
                        && Files.getLastModifiedTime(file).toMillis() >= millis - CLOCK_TICK_MILLIS) {
                    found.add(new LogFile(file));
                }
            }
        }
        return found;
    }

    /** Whether a text stands behind the mark; where this is not the file that was marked, all of it is new. */
    boolean containsSince(Mark mark, String text) throws IOException {
        // Bytes as characters, so that a text is found wherever a piece ends.
        String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            boolean isMarked = mark.length() <= file.length()
                    && markAt(mark.length(), file).equals(mark);
            long at = isMarked ? mark.length() : 0;
            long end = file.length();
            String piece = "";
            while (at < end) {
                String read = bytes(at, (int) Math.min(PIECE, end - at), file);
                piece = piece.substring(Math.max(0, piece.length() - wanted.length())) + read;
                if (piece.contains(wanted)) {
                    return true;
                }
                at += read.length();
            }
            return false;
        }
    }

    private static Mark markAt(long length, RandomAccessFile file) throws IOException {
        int telling = (int) Math.min(TELLING_BYTES, length);
        return telling == 0 ? Mark.BEGINNING : new Mark(length, Sha256.of(bytes(length - telling, telling, file)));
    }

    private static String bytes(long from, int count, RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[count];
        file.seek(from);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
