package io.backout.process;

import io.backout.record.EngineDatabase;
import io.backout.target.BackoutProperties;
import io.backout.target.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** This server: a stable name, an incarnation that is new at each start, and whether it is about to stop. */
@Component
public class Node implements DisposableBean {
    private static final String NAME = "backout";
    private static final int MOST = 100;

    private final String name;
    private final String incarnation = UUID.randomUUID().toString();
    private final Path dataDirectory;
    private final String dataDirectoryId;
    private final FileChannel lockFile;
    private volatile boolean stopping;

    /** @throws ConfigurationException when a server of the same name already runs on this data directory */
    public Node(BackoutProperties properties, EngineDatabase database) throws IOException {
        String wanted = properties.nodeName();
        this.dataDirectory = Files.createDirectories(properties.dataDirectory());
        String free = wanted == null ? NAME : wanted;
        DataDirectory directory = new DataDirectory(dataDirectory);
        FileChannel lock = directory.lock(free);
        // Only where several can work on one database, and nobody gave them names.
        for (int n = 2; lock == null && wanted == null && database.shared() && n <= MOST; n++) {
            free = NAME + "-" + n;
            lock = directory.lock(free);
        }
        if (lock == null) {
            throw new ConfigurationException(
                    "backout.node-name", free, "a name that no running Backout server uses on this data directory");
        }
        this.name = free;
        this.lockFile = lock;
        this.dataDirectoryId = directory.id();
    }

    public String name() {
        return name;
    }

    public String incarnation() {
        return incarnation;
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    /** Tells whether two servers see the same directory, whatever it is called on either of them. */
    String dataDirectoryId() {
        return dataDirectoryId;
    }

    /** From now on steps that may run again end early, and none starts. */
    void stop() {
        stopping = true;
    }

    public boolean stopping() {
        return stopping;
    }

    /** @throws NodeStopsException when whoever goes on with this is no longer this server */
    public void requireGoingOn() {
        if (stopping) {
            throw new NodeStopsException(name);
        }
    }

    @Override
    public void destroy() throws IOException {
        lockFile.close();
    }
}
