package io.backout.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server of our own: one process that tests may stop, freeze and kill. */
final class OwnServer implements DatabaseServer {

    private static final String ROOT_PASSWORD = "sample";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ServerInstallation installation;
    private final Path directory;
    private final Path data;
    private final Path sockets = SampleFiles.shortDirectory("erpdb");
    private final int port = Ports.free();
    private final Thread hook = new Thread(this::end);
    private Process process;

    OwnServer(ServerInstallation installation, Path directory) {
        this.installation = installation;
        this.directory = SampleFiles.created(directory);
        this.data = this.directory.resolve("server");
        SampleFiles.deleteTree(data);
        SampleFiles.copyTree(installation.data(), data);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public SqlClient root() {
        return new SqlClient("127.0.0.1", port, "", "root", ROOT_PASSWORD);
    }

    @Override
    public String schemaName() {
        return "easy_erp";
    }

    @Override
    public void start() {
        if (process != null && process.isAlive()) {
            thaw();
            return;
        }
        Path log = directory.resolve("server.log");
        List<String> argv = new ArrayList<>(installation.server(data));
        argv.addAll(List.of(
                "--socket=" + sockets.resolve("s"),
                "--pid-file=" + sockets.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                // A server that starts empties it, also of what another one needs.
                "--tmpdir=" + sockets,
                "--init-file=" + rootUser(),
                "--innodb-buffer-pool-size=32M",
                // The data of a test may be lost in a power failure, its time may not.
                "--innodb-flush-log-at-trx-commit=0"));
        argv.addAll(installation.options());
        try {
            process = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String failure = "%s did not start, see %s".formatted(installation.name(), log);
        Waiting.until(LIMIT, () -> !process.isAlive() || Ports.answers(port), () -> failure);
        if (!process.isAlive()) throw new IllegalStateException(failure);
    }

    @Override
    public void stop() {
        thaw(); // a frozen process cannot end in good order
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void freeze() {
        signal("STOP");
    }

    @Override
    public void thaw() {
        signal("CONT");
    }

    @Override
    public void kill() {
        if (process == null) return;
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void remove(SampleSchema schema) {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    private void end() {
        kill();
        SampleFiles.deleteTree(data);
        SampleFiles.deleteTree(sockets);
    }

    private void signal(String signal) {
        if (process.isAlive())
            ShellCommand.in(directory).run("sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
    }

    /** A fresh installation lets root in by the socket only, which Java cannot use. */
    private Path rootUser() {
        String sql = """
                CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY '%s';
                GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
                """;
        try {
            return Files.writeString(directory.resolve("root-user.sql"), sql.formatted(ROOT_PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
