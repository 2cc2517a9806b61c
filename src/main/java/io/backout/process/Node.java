package io.backout.process;

import io.backout.target.BackoutProperties;
import io.backout.target.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** This server: a stable name, and an incarnation that is new at each start. */
@Component
public class Node implements DisposableBean {
    private final String name;
    private final String incarnation = UUID.randomUUID().toString();
    private final FileChannel lockFile;

    /** @throws ConfigurationException when a server of the same name already runs on this data directory */
    public Node(BackoutProperties properties) throws IOException {
        this.name = properties.nodeName();
        Path directory = Files.createDirectories(properties.dataDirectory());
        this.lockFile = FileChannel.open(
                directory.resolve("node-" + name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lockFile) == null) {
            throw new ConfigurationException(
                    "backout.node-name", name, "a name that no running Backout server uses on this data directory");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public String name() {
        return name;
    }

    public String incarnation() {
        return incarnation;
    }

    @Override
    public void destroy() throws IOException {
        lockFile.close();
    }
}
