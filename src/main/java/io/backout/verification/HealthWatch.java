package io.backout.verification;

import io.backout.command.Pause;
import io.backout.plan.RunningRelease;
import io.backout.plan.SideBySide;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.Pm2.Pm2Process;
import io.backout.tool.Tools;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Polls the health endpoint until the wanted release answers well several times in a row. */
final class HealthWatch {
    private static final int IN_A_ROW = 3;
    private static final long POLL_MILLIS = 50;
    private static final int PROCESSES_EVERY_POLLS = 40;

    private final Tools tools;
    private final String commit;
    private final SideBySide probes;
    private @Nullable Future<List<Pm2Process>> processes;

    HealthWatch(Tools tools, String commit, SideBySide probes) {
        this.tools = tools;
        this.commit = commit;
        this.probes = probes;
    }

    /** @return the last answer; its problem says what was still wrong when the time was up */
    Answer awaitGood(BooleanSupplier cancelled) {
        RunningRelease wanted = RunningRelease.of(tools.git(), commit);
        long deadline = System.nanoTime()
                + tools.target().properties().timeLimits().start().toNanos();
        int good = 0;
        for (int poll = 1; ; poll++) {
            Answer answer = examined(tools.health().ask(), wanted);
            good = answer.healthy() ? good + 1 : 0;
            if (good == 1) {
                // pm2 takes longer to answer than the rest of the row.
                processes = probes.start(tools.pm2()::processes);
            }
            if (good == IN_A_ROW || System.nanoTime() > deadline) {
                return answer;
            }
            if (cancelled.getAsBoolean()) {
                return new Answer(
                        answer.status(), answer.release(), "was not awaited: a person asked to stop or to climb");
            }
            if (poll % PROCESSES_EVERY_POLLS == 0 && allGivenUp()) {
                return answer.healthy() ? new Answer(0, "", "pm2 has given up on every process") : answer;
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    /** What pm2 says of the processes since they answer well. */
    List<Pm2Process> processes() {
        return processes == null ? tools.pm2().processes() : SideBySide.result(processes);
    }

    private Answer examined(Answer answer, RunningRelease wanted) {
        boolean named = tools.target().properties().releaseField() == null || wanted.answers(answer);
        return !answer.healthy() || named
                ? answer
                : new Answer(
                        answer.status(),
                        answer.release(),
                        "release '%s' answers instead of the wanted one".formatted(answer.release()));
    }

    private boolean allGivenUp() {
        List<Pm2Process> processes = tools.pm2().processes();
        return !processes.isEmpty()
                && processes.stream().allMatch(process -> process.status().equals("errored"));
    }
}
