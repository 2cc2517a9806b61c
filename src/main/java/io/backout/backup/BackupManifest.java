package io.backout.backup;

import io.backout.record.Json;
import io.backout.record.Sha256;
import java.util.List;
import java.util.Map;

/**
 * What was true of a set when it was taken.
 *
 * @param files the set's other files, each with its SHA-256
 * @param checksums of CHECKSUM TABLE, of the tables that nobody wrote to meanwhile
 * @param seal over everything else
 */
public record BackupManifest(
        int format,
        Origin origin,
        FileFacts file,
        Map<String, String> files,
        Dump dump,
        Map<String, Long> checksums,
        String seal) {
    public static final String NAME = "manifest.json";
    private static final int FORMAT = 1;

    /** The release that was checked out; tags may be empty. */
    public record Origin(String commit, List<String> tags) {}

    static BackupManifest of(
            Origin origin, FileFacts file, Map<String, String> files, Dump dump, Map<String, Long> checksums) {
        return new BackupManifest(FORMAT, origin, file, files, dump, checksums, "").sealed();
    }

    private BackupManifest sealed() {
        return new BackupManifest(format, origin, file, files, dump, checksums, computedSeal());
    }

    boolean intact() {
        return format == FORMAT && seal.equals(computedSeal());
    }

    private String computedSeal() {
        return Sha256.of(Json.write(new BackupManifest(format, origin, file, files, dump, checksums, "")));
    }
}
