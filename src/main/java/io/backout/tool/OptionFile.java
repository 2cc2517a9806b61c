package io.backout.tool;

import io.backout.record.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Options of a database client in a file that only Backout's user may read, for as long as the client runs: arguments and
 * environments of programs can be seen by others.
 */
final class OptionFile implements AutoCloseable {
    private static final String ENDING = ".cnf";

    private final Path file;

    private OptionFile(Path file) {
        this.file = file;
    }

    /** @param directory for nothing else; what a killed Backout left in it is removed */
    static OptionFile in(Path directory, Map<String, String> options) {
        try {
            PrivateFiles.createDirectories(directory);
            removeLeftovers(directory);
            // Made for its owner only, and named after its process.
            Path file = Files.createTempFile(directory, ProcessHandle.current().pid() + "-", ENDING);
            StringBuilder text = new StringBuilder("[client]\n");
            options.forEach((name, value) ->
                    text.append(name).append("=").append(quoted(value)).append('\n'));
            Files.writeString(file, text);
            return new OptionFile(file);
        } catch (IOException e) {
            throw new ToolException(
                    "the database client's options could not be written to '%s'".formatted(directory),
                    "check that Backout's user may write there and that the disk is not full.");
        }
    }

    /** The client reads nothing else: a user's own file could name another server. */
    String argument() {
        return "--defaults-file=" + file;
    }

    /** Without quotes everything from a '#' on would be a comment. */
    private static String quoted(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private static void removeLeftovers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("\\d+-.*\\" + ENDING) && !isRunning(Long.parseLong(name.split("-", 2)[0]))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isRunning(long process) {
        return ProcessHandle.of(process).isPresent();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ToolException(
                    "'%s' holds a password and could not be removed".formatted(file), "remove it by hand.");
        }
    }
}
