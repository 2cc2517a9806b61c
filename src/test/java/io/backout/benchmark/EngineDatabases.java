package io.backout.benchmark;

import io.backout.sample.EngineSchema;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Databases for engines, one for each contender, all on the same kind of server and as durable as in production. */
final class EngineDatabases implements AutoCloseable {
    private static final String DURABLE = "--innodb-flush-log-at-trx-commit=1 --innodb-buffer-pool-size=1G";

    private final Optional<SampleDatabase> server;

    /** @param kind h2, which is a file, mariadb or mysql */
    EngineDatabases(String kind, Path directory) {
        System.setProperty("sample.mariadb.options", DURABLE + " --innodb-log-file-size=1G");
        System.setProperty("sample.mysql.options", DURABLE + " --innodb-redo-log-capacity=1G --skip-log-bin");
        this.server = kind.equals("h2")
                ? Optional.empty()
                : Optional.of(SampleDatabase.start(directory, SampleServer.valueOf(kind.toUpperCase(Locale.ROOT))));
    }

    /** The settings of a new database; a file stands where Backout puts it by itself. */
    Map<String, Object> create(String name) {
        return server.map(database -> {
                    // A user who sees nothing else: the engine takes tables of another schema for its own.
                    EngineSchema schema = EngineSchema.create(database, "engine_" + name);
                    database.execute("ALTER DATABASE `%s` CHARACTER SET utf8mb4".formatted(schema.name()));
                    return Map.<String, Object>of(
                            "spring.datasource.url",
                            schema.url() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                            "spring.datasource.username",
                            schema.user(),
                            "spring.datasource.password",
                            schema.password());
                })
                .orElse(Map.of());
    }

    @Override
    public void close() {
        server.ifPresent(SampleDatabase::close);
    }
}
