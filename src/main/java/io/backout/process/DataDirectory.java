package io.backout.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells servers apart that work on the same directory, and directories that servers work on. */
record DataDirectory(Path path) {
    /** Null when a server that lives has this name. */
    @Nullable
    FileChannel lock(String node) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve("node-" + node + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) != null) {
            return channel;
        }
        channel.close();
        return null;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The same for all who see this directory. Of two that come at once the first one's holds, and it appears whole. */
    String id() throws IOException {
        Path file = path.resolve("data-directory-id");
        if (!Files.exists(file)) {
            Path draft = Files.createTempFile(path, "id", "");
            Files.writeString(draft, UUID.randomUUID().toString());
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException another) {
                // Its id is as good.
            }
            Files.delete(draft);
        }
        return Files.readString(file).strip();
    }
}
