package io.backout.cli;

import io.backout.backup.BackupReleases;
import io.backout.backup.BackupSet;
import io.backout.backup.BackupSets;
import io.backout.backup.BackupVerdict;
import io.backout.backup.BackupVerification;
import io.backout.backup.Expectation;
import io.backout.backup.Inspections;
import io.backout.command.CommandScope;
import io.backout.record.Json;
import io.backout.target.BackoutProperties;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.backout.tool.DatabaseFacts;
import io.backout.tool.EnvironmentFile;
import io.backout.tool.Prisma;
import io.backout.tool.ToolException;
import io.backout.tool.Tools;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command about backups needs. */
final class BackupOptions {
    @Option(names = "--target", required = true, description = "Id of the target in backout.yml.")
    private String targetId = "";

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    /** A target's sets and everything to judge them. */
    record Bench(
            Tools tools,
            BackupSets sets,
            BackupVerification verification,
            Expectation live,
            BackoutProperties properties) {
        BackupView view(BackupSet set, BackupVerdict verdict) {
            return BackupView.of(set, verdict, new BackupReleases(tools.git()).of(set));
        }
    }

    Bench bench() {
        BackoutProperties properties = Configuration.read();
        Target target = new Targets(properties).require(targetId);
        Tools tools = Tools.real(target, CommandScope.READING);
        return new Bench(
                tools,
                new BackupSets(target),
                new BackupVerification(new Inspections(properties.dataDirectory())),
                expectation(tools),
                properties);
    }

    Clock clock() {
        return clock;
    }

    /** Prints the sets and says with the exit code whether all of them are sound. */
    int answer(List<BackupView> views, Function<List<BackupView>, Integer> exitCode) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(Json.write(views));
        } else {
            views.forEach(view -> out.print(view.text()));
        }
        out.flush();
        return exitCode.apply(views);
    }

    /** A database that is down is one reason to look at backups. */
    private Expectation expectation(Tools tools) {
        String database = EnvironmentFile.read(tools.target()).databaseUrl().database();
        DatabaseFacts facts;
        try {
            facts = tools.mysql().facts();
        } catch (ToolException down) {
            facts = new DatabaseFacts("", List.of(), false);
        }
        return new Expectation(
                database,
                facts.serverVersion(),
                facts.tables(),
                tools.target().directory().resolve(Prisma.MIGRATIONS),
                clock.instant());
    }
}
