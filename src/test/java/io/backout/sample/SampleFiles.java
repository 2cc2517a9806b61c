package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Where the files of the sample lie, and how they are copied. */
final class SampleFiles {

    private static final int LONGEST_SOCKET_DIRECTORY = 60;

    private SampleFiles() {}

    /** A folder of src/sample. */
    static Path source(String name) {
        return base().resolve("src/sample").resolve(name);
    }

    /** A folder in Maven's target directory that outlives a run; built once, by whoever comes first. */
    static Path cached(String name, Consumer<Path> build) {
        Path wanted = base().resolve("target/sample").resolve(name);
        if (Files.exists(wanted)) return wanted;
        Path draft = wanted.resolveSibling(
                "%s.%d".formatted(wanted.getFileName(), ProcessHandle.current().pid()));
        try {
            deleteTree(draft);
            Files.createDirectories(draft);
            build.accept(draft);
            // Renamed when it is whole: a run that is interrupted leaves no half-built cache behind.
            Files.move(draft, wanted, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(wanted)) throw new UncheckedIOException(e);
            deleteTree(draft); // another run was faster
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wanted;
    }

    /** A new directory whose path is short enough for the sockets in it (about 100 characters). */
    static Path shortDirectory(String prefix) {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            boolean tooLong = temporary.toString().length() > LONGEST_SOCKET_DIRECTORY;
            return Files.createTempDirectory(tooLong ? Path.of("/tmp") : temporary, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path created(Path directory) {
        try {
            return Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copyTree(Path from, Path to) {
        ShellCommand.in(Path.of("/")).run("cp", "-a", from.toString(), to.toString());
    }

    /** Copies by hard links, which takes no space and little time; by content where a link is impossible. */
    static void linkTree(Path from, Path to) {
        if (ShellCommand.in(Path.of("/"))
                        .attempt("cp", "-al", from.toString(), to.toString())
                        .exitCode()
                == 0) return;
        deleteTree(to);
        copyTree(from, to);
    }

    static void deleteTree(Path tree) {
        ShellCommand.in(Path.of("/")).run("rm", "-rf", tree.toString());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hash(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) digest.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path base() {
        return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    }
}
