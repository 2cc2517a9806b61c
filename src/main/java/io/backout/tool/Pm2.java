package io.backout.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backout.command.Command;
import io.backout.command.CommandRunner;
import io.backout.target.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The target's processes under pm2. */
public final class Pm2 {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final CommandRunner runner;

    public Pm2(Target target, CommandRunner runner) {
        this.target = target;
        this.runner = runner;
    }

    /**
     * One process; a cluster has several of one name.
     *
     * @param restarts since pm2 knows the process
     * @param startedAt milliseconds since the epoch
     */
    public record Pm2Process(String name, String status, long pid, int restarts, long startedAt) {
        public boolean online() {
            return status.equals("online");
        }
    }

    /**
     * pm2 commands start a daemon where none runs, so ask this first: two that start one in the same moment may both wait for
     * ever. A daemon that was killed leaves its socket behind.
     */
    public boolean hasDaemon() {
        Path socket = home().resolve("rpc.sock");
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (ConnectException nobodyListens) {
            return false;
        } catch (IOException e) {
            // pm2 itself says best what is wrong with it.
            return true;
        }
    }

    public Path home() {
        String home = target.properties().environment().get("PM2_HOME");
        return home == null ? Path.of(System.getProperty("user.home"), ".pm2") : Path.of(home);
    }

    /** The configured processes that pm2 knows; empty without a daemon. */
    public List<Pm2Process> processes() {
        return all().stream()
                .filter(process -> target.processes().contains(process.name()))
                .toList();
    }

    public List<Pm2Process> all() {
        return hasDaemon() ? parse(runner.read(command("jlist"))) : List.of();
    }

    public void stop() {
        runner.require(stopCommand());
    }

    public Command stopCommand() {
        return command("stop", target.processes());
    }

    public void start() {
        runner.require(startCommand());
    }

    public Command startCommand() {
        return command("start", target.processes());
    }

    /** Some of the configured ones. */
    public void start(List<String> names) {
        runner.require(command("start", names));
    }

    /** Banner lines can come first: the list is the last line that is a JSON array. */
    static List<Pm2Process> parse(String stdout) {
        return stdout.lines()
                .filter(line -> line.startsWith("["))
                .flatMap(line -> array(line).stream())
                .reduce((first, last) -> last)
                .map(Pm2::processesIn)
                .orElseThrow(() -> new ToolException(
                        "pm2 gave no process list",
                        "run 'pm2 jlist' as the application's user and look at its answer."));
    }

    private static Optional<JsonNode> array(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.isArray() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException banner) {
            return Optional.empty();
        }
    }

    /** Only these fields are read: the rest of pm2's list holds the whole environment, and so secrets. */
    private static List<Pm2Process> processesIn(JsonNode list) {
        List<Pm2Process> processes = new ArrayList<>();
        list.forEach(node -> processes.add(new Pm2Process(
                node.path("name").asText(),
                node.path("pm2_env").path("status").asText(),
                node.path("pid").asLong(),
                node.path("pm2_env").path("restart_time").asInt(),
                node.path("pm2_env").path("pm_uptime").asLong())));
        return processes;
    }

    private Command command(String verb, List<String> names) {
        return command(Stream.concat(Stream.of(verb), names.stream()).toArray(String[]::new));
    }

    private Command command(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("pm2"));
        argv.addAll(List.of(arguments));
        return new Command(
                argv,
                target.directory(),
                target.properties().environment(),
                target.properties().timeLimits().command());
    }
}
