package io.backout.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only Backout's user may read, and that are on the disk when a method returns. */
final class PrivateFiles {
    private PrivateFiles() {}

    static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Fails when it exists. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Protected before it holds anything; fails when it exists. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = create(file)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(bytes);
            channel.force(true);
        }
    }

    /** For what can be found again: after a power failure it may be empty. */
    static void replace(Path file, String text) throws IOException {
        // Made for its owner only.
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "draft", "");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A directory's own entries: a rename is only sure after this. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
