package io.backout.plan;

import io.backout.command.CommandFailedException;
import io.backout.plan.Evidence.Code;
import io.backout.plan.Evidence.Database;
import io.backout.plan.Evidence.Processes;
import io.backout.target.Release;
import io.backout.target.Target;
import io.backout.tool.Git;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.Migration;
import io.backout.tool.MigrationState;
import io.backout.tool.Mysql;
import io.backout.tool.Pm2;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/** Probes a target; what cannot be probed becomes a problem in the evidence, never an error. */
@Component
public class EvidenceCollector {
    private final SideBySide probes;
    private final Tools.Factory tools;
    private final Releases releases;
    private final Clock clock;

    public EvidenceCollector(Tools.Factory tools, Releases releases, SideBySide probes, Clock clock) {
        this.probes = probes;
        this.tools = tools;
        this.releases = releases;
        this.clock = clock;
    }

    public Evidence gather(Target target) {
        return gather(target, tools.reading(target));
    }

    public Evidence gather(Target target, Tools tools) {
        // Each of these waits for another program; side by side they cost as much as the slowest.
        Future<Processes> asked = probes.start(() -> processes(target, tools.pm2()));
        Future<Database> queried = probes.start(() -> database(tools));
        Future<Answer> answered = probes.start(() -> tools.health().ask());
        Code code = code(tools.git());
        List<Release> known = code.problem().isEmpty() ? releases.of(target.id(), tools.git()) : List.of();
        Processes processes = SideBySide.result(asked);
        Database database = SideBySide.result(queried);
        Answer health = SideBySide.result(answered);
        boolean runsHead = database.sound() && runsHead(target, code, processes, health, tools.git());
        List<MigrationState> migrations = migrations(code, database, tools.git());
        return new Evidence(clock.instant(), code, database, migrations, processes, health, runsHead, known);
    }

    private static Code code(Git git) {
        try {
            if (!git.isRepository()) {
                return new Code("", List.of(), List.of(), "the directory is not the top of a git repository");
            }
            return new Code(git.head(), git.localChanges(), git.untracked(), "");
        } catch (CommandFailedException e) {
            return new Code("", List.of(), List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static Database database(Tools tools) {
        try {
            Mysql mysql = tools.mysql();
            return new Database(mysql.migrations(), mysql.schema(), "");
        } catch (ToolException e) {
            return new Database(List.of(), Database.NONE, e.fact());
        }
    }

    private static List<MigrationState> migrations(Code code, Database database, Git git) {
        return code.problem().isEmpty() && database.reachable()
                ? MigrationState.of(database.migrations(), Migration.of(git, code.head()))
                : List.of();
    }

    private static Processes processes(Target target, Pm2 pm2) {
        try {
            if (!pm2.hasDaemon()) {
                return new Processes(List.of(), "no pm2 daemon runs under '%s'".formatted(pm2.home()));
            }
            List<Pm2.Pm2Process> list = pm2.processes();
            List<String> unknown = target.processes().stream()
                    .filter(name ->
                            list.stream().noneMatch(process -> process.name().equals(name)))
                    .toList();
            return new Processes(list, unknown.isEmpty() ? "" : "pm2 does not know the processes " + unknown);
        } catch (CommandFailedException | ToolException e) {
            return new Processes(List.of(), String.valueOf(e.getMessage()));
        }
    }

    /** Healthy, clean, and started after the checkout last moved: the old process may still answer for new code. */
    private static boolean runsHead(Target target, Code code, Processes processes, Answer health, Git git) {
        if (!health.healthy()
                || !code.problem().isEmpty()
                || !processes.problem().isEmpty()) {
            return false;
        }
        if (!code.localChanges().isEmpty()) {
            return false;
        }
        long moved = lastMove(git);
        boolean startedSince =
                processes.list().stream().allMatch(process -> process.online() && process.startedAt() >= moved);
        boolean saysSo = target.properties().releaseField() == null
                || RunningRelease.of(git, code.head()).answers(health);
        return startedSince && saysSo;
    }

    private static long lastMove(Git git) {
        Path log = git.gitDirectory().resolve("logs/HEAD");
        try {
            return Files.exists(log) ? Files.getLastModifiedTime(log).toMillis() : 0;
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
