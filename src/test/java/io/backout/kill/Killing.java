package io.backout.kill;

import io.backout.demo.BackoutServer;
import io.backout.demo.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Kills Backout at one moment of one step. */
final class Killing {
    /** A command that only this step runs, as the trap's pattern. */
    private static final Map<String, String> COMMANDS = Map.of(
            "preserveEvidence", "git diff *",
            "prepareRelease", "git worktree *",
            "stopApplication", "pm2 stop *",
            "switchRelease", "git reset *",
            "startApplication", "pm2 start *",
            "verifyRelease", "pm2 jlist");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String step;
    private final Moment moment;
    private final CommandTrap trap;
    private final SlowCheckout checkout;
    private final int port = freePort();
    private Optional<Breakpoint> breakpoint = Optional.empty();

    Killing(String step, Moment moment, CommandTrap trap, Path repository) {
        this.step = step;
        this.moment = moment;
        this.trap = trap;
        this.checkout = new SlowCheckout(repository);
    }

    String step() {
        return step;
    }

    /** Before Backout starts: nothing may run past the moment. @return options for its virtual machine */
    String[] arm() {
        switch (moment) {
            case COMMAND_HANGS_DONE -> trap.holdAfter(COMMANDS.get(step));
            case COMMAND_GOES_ON, COMMAND_HANGS_UNDONE -> trap.holdBefore(COMMANDS.get(step));
            case GIT_KILLED -> checkout.install();
            default -> {
                breakpoint = Optional.of(Breakpoint.at(moment.wayIn(step), port));
                return new String[] {Breakpoint.option(port)};
            }
        }
        return new String[0];
    }

    /** Waits for the moment, kills Backout, and leaves its commands as the moment says. */
    void strike(BackoutServer server) {
        Poll.until(LIMIT, this::isReached, () -> "%s was not reached in %s: %s%n%s"
                .formatted(moment, step, trap.lines(), server.log()));
        server.kill();
        switch (moment) {
            case COMMAND_GOES_ON -> trap.letGo();
            case GIT_KILLED -> checkout.killGit();
            case COMMAND_HANGS_DONE, COMMAND_HANGS_UNDONE -> {
                if (trap.held().isEmpty()) {
                    throw new IllegalStateException("the command did not survive Backout; nothing was proven");
                }
            }
            default -> {}
        }
    }

    private boolean isReached() {
        return switch (moment) {
            case GIT_KILLED -> checkout.isReached();
            case COMMAND_GOES_ON, COMMAND_HANGS_DONE, COMMAND_HANGS_UNDONE ->
                trap.held().isPresent();
            default -> breakpoint.orElseThrow().isReached();
        };
    }

    @Override
    public String toString() {
        return step + " " + moment;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
