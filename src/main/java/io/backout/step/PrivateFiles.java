package io.backout.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

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

    static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
