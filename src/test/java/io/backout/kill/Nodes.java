package io.backout.kill;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutSettings;
import io.backout.sample.EngineSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Backout under test: one server on a file of its own, or one or two that share a database. */
final class Nodes implements AutoCloseable {
    private final Path directory;
    private final BackoutSettings settings;
    private final int number;
    private final Optional<EngineSchema> engine;
    private final List<BackoutServer> servers = new ArrayList<>();
    private final Set<BackoutServer> dead = new LinkedHashSet<>();

    /** @param engine where ledger, record and engine are kept; empty for a file in the directory */
    Nodes(Path directory, BackoutSettings settings, int number, Optional<EngineSchema> engine) {
        this.directory = directory;
        this.settings = engine.map(settings::on).orElse(settings);
        this.number = number;
        this.engine = engine;
    }

    /** Starts whichever does not run. */
    void start(String... options) {
        if (servers.isEmpty()) {
            for (int i = 1; i <= number; i++) {
                servers.add(BackoutServer.start(directory.resolve("node-" + i), settings, 0, options));
            }
        }
        dead.forEach(server -> server.startAgain(options));
        dead.clear();
    }

    boolean allDead() {
        return dead.size() == servers.size();
    }

    /** Whom people ask. */
    BackoutServer alive() {
        return servers.stream()
                .filter(server -> !dead.contains(server))
                .findFirst()
                .orElseThrow();
    }

    /** The one whose step halts. */
    BackoutServer at(Halt halt) {
        return servers.stream()
                .filter(server -> halt.process().stream().anyMatch(process -> process == server.pid()))
                .findFirst()
                .orElseGet(this::alive);
    }

    void kill(BackoutServer server) {
        server.kill();
        dead.add(server);
    }

    void killAll() {
        servers.forEach(this::kill);
    }

    void dropConnectionsOfTheEngine() {
        EngineSchema schema = engine.orElseThrow();
        Connections.drop(schema.server(), schema.user());
    }

    Books books() {
        return engine.map(Books::in).orElseGet(() -> Books.in(directory.resolve("data")));
    }

    String log() {
        return servers.stream().map(BackoutServer::log).collect(Collectors.joining("\n\n"));
    }

    /** As the table of faults says it. */
    @Override
    public String toString() {
        return engine.isEmpty() ? "" : number == 1 ? ", engine on MariaDB" : ", %d servers".formatted(number);
    }

    @Override
    public void close() {
        // Politely, they would wait for what halts.
        killAll();
        servers.forEach(BackoutServer::close);
    }
}
