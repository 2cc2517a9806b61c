package io.backout.backup;

import io.backout.tool.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files of a set beside its dump: migrations and schema. */
final class SetFiles {
    private SetFiles() {}

    /** Name in the set to SHA-256. */
    static Map<String, String> of(BackupSet set) {
        return of(set, bytes -> digest("SHA-256", bytes));
    }

    /** Name in the repository to the id that git gives its contents. */
    static Map<String, String> asInGit(BackupSet set, String algorithm) {
        Map<String, String> blobs = new TreeMap<>();
        of(
                        set,
                        bytes -> digest(
                                algorithm,
                                ("blob " + bytes.length + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                bytes))
                .forEach((name, id) -> blobs.put(
                        name.equals(BackupSet.SCHEMA)
                                ? "prisma/schema.prisma"
                                : "prisma/migrations" + name.substring(BackupSet.MIGRATIONS.length()),
                        id));
        return blobs;
    }

    private static Map<String, String> of(BackupSet set, Function<byte[], String> id) {
        Map<String, String> files = new TreeMap<>();
        for (Path root : new Path[] {set.migrations(), set.schema()}) {
            if (!Files.exists(root)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(set.directory().relativize(file).toString(), id.apply(Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                throw new ToolException(
                        "'%s' could not be read: %s".formatted(root, e.getMessage()),
                        "check that Backout's user may read it.");
            }
        }
        return files;
    }

    private static String digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
