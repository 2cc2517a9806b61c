package io.backout.backup;

import io.backout.record.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One directory of backups, as the plan lays it out. */
public record BackupSet(Path directory) {
    public static final String DUMP = "full_backup.sql";
    public static final String MIGRATIONS = "migrations_backup";
    public static final String SCHEMA = "schema_backup.prisma";

    public String name() {
        return String.valueOf(directory.getFileName());
    }

    /** Empty when the set has none. */
    public Optional<Path> dump() {
        return Stream.of(Compression.values())
                .map(compression -> directory.resolve(DUMP + compression.ending()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    Path migrations() {
        return directory.resolve(MIGRATIONS);
    }

    Path schema() {
        return directory.resolve(SCHEMA);
    }

    boolean hasManifest() {
        return Files.exists(directory.resolve(BackupManifest.NAME));
    }

    /** Empty when there is none, and also when it cannot be understood. */
    Optional<BackupManifest> manifest() {
        if (!hasManifest()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Json.read(Files.readString(directory.resolve(BackupManifest.NAME)), BackupManifest.class));
        } catch (IOException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    /** Of CHECKSUM TABLE when it was taken; none where no manifest tells, or another server version reads rows in another way. */
    public Map<String, Long> checksums(String serverVersion) {
        return manifest()
                .filter(BackupManifest::intact)
                .filter(manifest -> manifest.dump().header().serverVersion().equals(serverVersion))
                .map(BackupManifest::checksums)
                .orElse(Map.of());
    }

    /** When its dump was last written, or else the directory. */
    public Instant taken() {
        try {
            return Files.getLastModifiedTime(dump().orElse(directory)).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("backup set '%s' could not be read".formatted(directory), e);
        }
    }
}
