package io.backout.plan;

import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import io.backout.target.TestTarget;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.Mysql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real database, and Backout's view of it with an administrator. */
public record DatabaseBench(SampleDatabase database, Mysql mysql) implements AutoCloseable {
    public static DatabaseBench start(Path directory) {
        return start(directory, SampleServer.MARIADB);
    }

    public static DatabaseBench start(Path directory, SampleServer server) {
        SampleDatabase database = SampleDatabase.start(directory.resolve("database"), server);
        try {
            Path password = Files.writeString(directory.resolve("dba"), database.dbaPassword());
            TestTarget target = TestTarget.in(directory).administrator(database.dbaUser(), password);
            return new DatabaseBench(database, new Mysql(target.target(), DatabaseUrl.parse(database.url())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
