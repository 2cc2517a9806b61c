package io.backout.kill;

import io.backout.demo.BackoutServer;
import io.backout.demo.BackoutUser;
import io.backout.demo.Poll;
import io.backout.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything that a fault can hit. */
record Victims(
        Nodes nodes,
        BackoutServer server,
        String rollback,
        SampleTarget sample,
        CommandTrap trap,
        SmallDisk disk,
        SmallDisk ownDisk) {
    void kill() {
        nodes.kill(server);
    }

    /** By itself; it is started again like one that was killed. */
    void awaitEndOfServer() {
        Poll.until(
                Duration.ofSeconds(60),
                () -> ProcessHandle.of(server.pid())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty(),
                () -> "Backout did not end:\n" + server.log());
        nodes.kill(server);
    }

    /** Honoured between steps. */
    void askToStop() {
        int status = server.as(BackoutUser.COMMANDER)
                .post("/api/rollbacks/%s/commands".formatted(rollback), Map.of("command", "STOP", "reason", "enough"))
                .status();
        if (status != 200) {
            throw new IllegalStateException("nobody could ask to stop: " + status);
        }
    }

    /** Its processes keep their ports and answer nothing; the test's end kills them. */
    void freezeApplication() {
        // Until then they may not have their names yet.
        sample.awaitHealthy(Duration.ofSeconds(60));
        List<ProcessHandle> processes =
                ProcessHandle.allProcesses().filter(this::isOfTheApplication).toList();
        if (processes.isEmpty()) {
            throw new IllegalStateException("the application does not run; nothing was proven");
        }
        processes.forEach(process -> sample.run("kill", "-STOP", String.valueOf(process.pid())));
    }

    private boolean isOfTheApplication(ProcessHandle process) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("cwd")).equals(sample.directory())
                    && Files.readString(proc.resolve("cmdline"))
                            .contains(sample.directory().toString());
        } catch (IOException gone) {
            return false;
        }
    }
}
