package io.backout.backup;

import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

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
            PrivateFiles.writeNew(next, Json.write(journal).getBytes(StandardCharsets.UTF_8));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            // The new name, too, must be on the disk before the database changes.
            PrivateFiles.force(file.resolveSibling("."));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal '%s' could not be written".formatted(file), e);
        }
    }
}
