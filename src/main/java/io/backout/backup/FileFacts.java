package io.backout.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A dump's file as it lay there when it was read.
 *
 * @param size in bytes, packed
 * @param modified milliseconds since the epoch
 */
public record FileFacts(String name, long size, long modified, String sha256) {
    static FileFacts of(Path file, String sha256) throws IOException {
        return new FileFacts(
                String.valueOf(file.getFileName()),
                Files.size(file),
                Files.getLastModifiedTime(file).toMillis(),
                sha256);
    }
}
