package io.backout.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only Backout's user may read, protected before they hold anything. */
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** With the directories above that do not exist yet. */
    public static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory.normalize(), attribute(DIRECTORY));
        Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    /** Fails when it exists. */
    public static void createNewDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, attribute(DIRECTORY));
    }

    /** What is there is kept as it is. */
    public static Path createIfAbsent(Path file) throws IOException {
        return Files.exists(file) ? file : Files.createFile(file, attribute(FILE));
    }

    /** Fails when it exists. */
    public static FileChannel createNew(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute(FILE));
    }

    /** On the disk when it returns; fails when it exists. */
    public static void writeNew(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = createNew(file)) {
            OutputStream out = Channels.newOutputStream(channel);
            out.write(bytes);
            channel.force(true);
        }
    }

    /** For what can be found again: whoever reads it sees the old text or the new one, but after a power failure none. */
    public static void replace(Path file, String text) throws IOException {
        // Made for its owner only.
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "draft", "");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Over what is there. */
    public static void copy(Path from, Path to) throws IOException {
        Files.write(createIfAbsent(to), Files.readAllBytes(from));
    }

    /** Also to another file system; what was moved may hold whatever people left there. */
    public static void move(Path from, Path to) throws IOException {
        createDirectories(to.resolveSibling("."));
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(to, FILE);
        }
    }

    /** A directory's own entries: a rename is only sure after this. */
    public static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
