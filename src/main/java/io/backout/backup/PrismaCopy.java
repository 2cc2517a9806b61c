package io.backout.backup;

import io.backout.record.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The application's migrations and schema, copied into a set. */
final class PrismaCopy {
    private PrismaCopy() {}

    static void into(BackupSet set, Path application) throws IOException {
        Path prisma = application.resolve("prisma");
        copyTree(prisma.resolve("migrations"), set.migrations());
        PrivateFiles.writeNew(set.schema(), Files.readAllBytes(prisma.resolve("schema.prisma")));
    }

    private static void copyTree(Path from, Path to) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(from)) {
            found = files.toList();
        }
        for (Path file : found) {
            Path copy = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.createDirectories(copy);
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFiles.writeNew(copy, Files.readAllBytes(file));
            }
        }
    }
}
