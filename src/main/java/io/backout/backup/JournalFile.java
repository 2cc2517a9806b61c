package io.backout.backup;

import io.backout.record.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A journal on disk, for its owner only; always the old one or the new one, whatever dies in between. */
final class JournalFile {
    private final Path file;

    JournalFile(Path file) {
        this.file = file;
    }

    Optional<SwapJournal> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), SwapJournal.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal '%s' could not be read".formatted(file), e);
        }
    }

    void write(SwapJournal journal) {
        Path next = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(next);
            try (FileChannel out = FileChannel.open(
                    next,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer text = ByteBuffer.wrap(Json.write(journal).getBytes(StandardCharsets.UTF_8));
                while (text.hasRemaining()) {
                    out.write(text);
                }
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            // The new name, too, must be on the disk before the database changes.
            try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal '%s' could not be written".formatted(file), e);
        }
    }
}
