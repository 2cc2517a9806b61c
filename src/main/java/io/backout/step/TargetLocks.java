package io.backout.step;

import io.backout.tool.Git;
import io.backout.tool.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The operating system's lock on a target, held while a step runs: it binds every Backout on this host. */
final class TargetLocks {
    private TargetLocks() {}

    /** @throws ToolException when another Backout works on the target right now */
    static FileChannel take(Git git) {
        Path file = git.gitDirectory().resolve("backout.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new ToolException(
                        "another step holds the lock '%s'; this step was not started".formatted(file),
                        "wait until the other Backout on this host has ended its step, or end that Backout; then retry in Cockpit.");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("the lock file '" + file + "' could not be opened", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }
}
