package io.backout.backup;

import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import io.backout.record.Sha256;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What was found in dumps, kept in the data directory: backups may be read-only, and large. It holds for the file that
 * was read: another path, size, time or inode is another file.
 */
public final class Inspections {
    private final Path directory;

    public Inspections(Path dataDirectory) {
        this.directory = dataDirectory.toAbsolutePath().resolve("backups");
    }

    /** What was found in this file before; empty when it was never read, or has changed since. */
    public Optional<Inspection> find(Path dump) {
        try {
            Path known = known(dump);
            return Files.exists(known)
                    ? Optional.of(Json.read(Files.readString(known), Inspection.class))
                    : Optional.empty();
        } catch (IOException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Reads the dump whole, and keeps what it finds.
     *
     * @throws ToolException when the file cannot be read
     */
    public Inspection inspect(Path dump) {
        try {
            DumpReader.Read read = DumpReader.read(dump);
            Inspection inspection = new Inspection(FileFacts.of(dump, read.sha256()), read.dump());
            PrivateFiles.createDirectories(directory);
            PrivateFiles.replace(known(dump), Json.write(inspection));
            return inspection;
        } catch (IOException e) {
            throw new ToolException(
                    "'%s' could not be read: %s".formatted(dump, e.getMessage()),
                    "check the disk, and that Backout's user may read it and write to its data directory.");
        }
    }

    private Path known(Path dump) throws IOException {
        BasicFileAttributes file = Files.readAttributes(dump, BasicFileAttributes.class);
        String key = "%s|%d|%d|%s"
                .formatted(
                        dump.toRealPath(), file.size(), file.lastModifiedTime().toMillis(), file.fileKey());
        return directory.resolve(Sha256.of(key) + ".json");
    }
}
