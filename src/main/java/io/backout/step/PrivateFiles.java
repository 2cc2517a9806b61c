package io.backout.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only Backout's user may read. */
final class PrivateFiles {
    private PrivateFiles() {}

    static void write(Path file, String text) throws IOException {
        Files.writeString(create(file), text);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.write(create(to), Files.readAllBytes(from));
    }

    /** Protected before it holds anything. */
    static Path create(Path file) throws IOException {
        return Files.exists(file)
                ? file
                : Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Also to another file system; what was moved may hold whatever people left there. */
    static void move(Path from, Path to) throws IOException {
        createDirectories(to.resolveSibling("."));
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** With the directories above that do not exist yet. */
    static void createDirectories(Path directory) throws IOException {
        Set<PosixFilePermission> onlyOurs = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory.normalize(), PosixFilePermissions.asFileAttribute(onlyOurs));
        Files.setPosixFilePermissions(directory, onlyOurs);
    }
}
