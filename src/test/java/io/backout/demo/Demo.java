package io.backout.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.backout.sample.Fault;
import io.backout.sample.Prerequisites;
import io.backout.sample.SampleDatabase;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.springframework.util.FileSystemUtils;

/** The main job on real input: sets the sample up, breaks it, rolls it back, and stays up for a second try by hand. */
public final class Demo {
    private static final int PORT = 8080;
    private static final PrintStream OUT = System.out;

    private Demo() {}

    /** @param arguments "--once" ends after the rollback instead of staying up */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Prerequisites.check();
            requireFree(port());
        } catch (IllegalStateException e) {
            OUT.println(e.getMessage());
            System.exit(1);
        }
        long begun = System.nanoTime();
        Path directory =
                Path.of(System.getProperty("demo.directory", "target/demo")).toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory.toFile());
        say(
                begun,
                "setting up the sample: MariaDB, git history, npm packages, pm2 (the first time takes a minute or two)");
        SampleDatabase database = SampleDatabase.start(directory.resolve("database"));
        SampleTarget sample = SampleTarget.setUp(directory, database);
        say(begun, "easy-erp runs on release %s: %s".formatted("v1.3.0", sample.health()));
        BackoutServer server = BackoutServer.start(
                directory.resolve("backout"), BackoutSettings.of(sample, directory.resolve("backout")), port());
        say(begun, "Backout is ready after %.1f s".formatted(server.startUp().toMillis() / 1000.0));
        awaitVerifiedRelease(server);
        sample.breakWith(Fault.CRASHING);
        Poll.until(
                Duration.ofSeconds(30), () -> !sample.health().isHealthy(), () -> "the crashing release still answers");
        say(begun, "deployed %s: %s, %s".formatted(Fault.CRASHING.tag(), sample.processes(), sample.health()));
        rollBack(begun, server, sample);
        invite(server);
        if (arguments.length == 0) {
            new CountDownLatch(1).await();
        }
        System.exit(0);
    }

    /** Another program there would be taken for Backout. */
    static void requireFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new IllegalStateException("""
                    port %d of this machine is in use; the sample target was not set up
                    HINT: end the program that listens there, or choose another port with '-Ddemo.port=8081'.""".formatted(port), e);
        }
    }

    private static int port() {
        return Integer.getInteger("demo.port", PORT);
    }

    /** Backout sees the good release healthy at its start; that makes it the one to go back to. */
    private static void awaitVerifiedRelease(BackoutServer server) {
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        Poll.until(
                Duration.ofSeconds(30),
                () -> commander
                        .get("/api/targets/easy-erp/evidence")
                        .body()
                        .toString()
                        .contains("VERIFIED"),
                () -> "Backout did not see the good release healthy");
    }

    private static void rollBack(long begun, BackoutServer server, SampleTarget sample) {
        RollbackApi commander = server.as(BackoutUser.COMMANDER);
        String id = commander.rollBack(Map.of(
                "reason", "release 1.4.0 crashes at start, nobody can log in", "symptoms", List.of("DOES_NOT_START")));
        say(begun, "%s: the commander decided for level 1".formatted(id));
        Set<String> printed = new HashSet<>();
        Poll.until(
                Duration.ofMinutes(3),
                () -> {
                    JsonNode rollback = commander.rollback(id).body();
                    rollback.path("steps").forEach(step -> print(begun, step, printed));
                    return !rollback.path("endedAt").isNull();
                },
                () -> id + " did not end");
        JsonNode rollback = commander.rollback(id).body();
        say(
                begun,
                "%s: %s, %s"
                        .formatted(
                                id,
                                rollback.path("state").asText(),
                                rollback.path("message").asText()));
        say(begun, "easy-erp: %s, %s".formatted(sample.processes(), sample.health()));
        if (!rollback.path("state").asText().equals("ROLLED_BACK")) {
            OUT.println(rollback.toPrettyString());
            System.exit(1);
        }
    }

    private static void print(long begun, JsonNode step, Set<String> printed) {
        boolean ended = !step.path("seconds").isNull();
        if (ended
                && printed.add(step.path("step").asText() + step.path("attempt").asText())) {
            String first = step.path("message").asText().lines().findFirst().orElse("");
            say(
                    begun,
                    "  %-18s %-10s %5.1f s  %s"
                            .formatted(
                                    step.path("step").asText(),
                                    step.path("outcome").asText(),
                                    step.path("seconds").asDouble(),
                                    first));
        }
    }

    private static void invite(BackoutServer server) {
        OUT.println();
        OUT.println("Try it by hand:");
        OUT.println("  Tasklist   " + server.url("/camunda/app/tasklist/") + "   " + login(BackoutUser.COMMANDER)
                + " (incident commander)");
        OUT.println("  Cockpit    " + server.url("/camunda/app/cockpit/") + "   " + login(BackoutUser.OPERATOR)
                + " (operator)");
        OUT.println("  Level 2 is signed in Tasklist by " + login(BackoutUser.DBA) + " (DBA) and "
                + login(BackoutUser.SYSTEM_ADMINISTRATOR) + " (system administrator).");
        OUT.println("  Ctrl-C stops everything that this command started.");
    }

    private static String login(BackoutUser user) {
        return user.id() + " / " + user.password();
    }

    private static void say(long begun, String sentence) {
        OUT.printf("%6.1f s  %s%n", (System.nanoTime() - begun) / 1e9, sentence);
    }
}
