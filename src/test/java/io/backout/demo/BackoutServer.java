package io.backout.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real Backout, started from its jar as a process of its own, so that it can also be killed. */
public final class BackoutServer implements AutoCloseable {
    /** As the README says: what runs once a month never gets as far as the second compiler, which takes a whole core. */
    public static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Path directory;
    private final int port;
    private final Thread hook = new Thread(this::stop);
    private Optional<Deployed> deployed = Optional.empty();
    private Process process;
    private Duration startUp = Duration.ZERO;

    private BackoutServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Writes the configuration and returns when the server answers; port 0 takes a free one.
     *
     * @param options for its Java virtual machine
     */
    public static BackoutServer start(Path directory, BackoutSettings settings, int port, String... options) {
        BackoutServer server = new BackoutServer(directory, port == 0 ? freePort() : port);
        server.configure(settings);
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.startAgain(options);
        return server;
    }

    /** Its program, arguments and environment as a deployment file says; nothing else of ours gets there. */
    public record Deployed(List<String> command, Map<String, String> environment) {}

    /** As {@link #start}, but from a deployment file. */
    public static BackoutServer start(Path directory, BackoutSettings settings, int port, Deployed deployed) {
        BackoutServer server = new BackoutServer(directory, port);
        server.deployed = Optional.of(deployed);
        server.configure(settings);
        Runtime.getRuntime().addShutdownHook(server.hook);
        server.startAgain();
        return server;
    }

    /** From another deployment file, on the data that it left. */
    public void startAgain(Deployed other) {
        deployed = Optional.of(other);
        startAgain();
    }

    public void configure(BackoutSettings settings) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("backout.yml"), settings.yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it on the data that it left. */
    public void startAgain(String... options) {
        long begun = System.nanoTime();
        launch(options);
        Poll.until(START_LIMIT, () -> isReady() || !process.isAlive(), () -> "Backout did not get ready:\n" + log());
        if (!process.isAlive()) {
            throw new IllegalStateException("Backout did not start:\n" + log());
        }
        startUp = Duration.ofNanos(System.nanoTime() - begun);
    }

    private void launch(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx384m");
        command.addAll(OPTIONS);
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar().toString(), "--server.port=" + port));
        try {
            // backout.yml in the working directory is its configuration.
            ProcessBuilder builder =
                    new ProcessBuilder(deployed.map(Deployed::command).orElse(command));
            deployed.ifPresent(from -> {
                builder.environment().keySet().retainAll(List.of("PATH", "HOME", "USER", "LANG"));
                builder.environment().putAll(from.environment());
            });
            process = builder.directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path jar() {
        Path jar = Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .normalize()
                .resolve("target/backout.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "'%s' does not exist\nHINT: build it with 'mvn package -DskipTests'.".formatted(jar));
        }
        return jar;
    }

    public RollbackApi as(BackoutUser user) {
        return new RollbackApi(url(""), user);
    }

    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(port, path);
    }

    public Path dataDirectory() {
        return directory.resolve("data");
    }

    /** From the start of the process until it answered. */
    public Duration startUp() {
        return startUp;
    }

    public long pid() {
        return process.pid();
    }

    /** As if the machine lost power, except that what it had started goes on. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** It keeps everything that it has, and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public void stop() {
        if (process != null) {
            process.destroy();
            awaitEnd();
        }
    }

    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return directory.resolve("backout.log");
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url("/actuator/health")))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        stop();
    }
}
