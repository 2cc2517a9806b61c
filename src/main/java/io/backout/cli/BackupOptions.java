package io.backout.cli;

import io.backout.backup.Backups;
import io.backout.backup.JudgedBackup;
import io.backout.command.CommandScope;
import io.backout.record.Json;
import io.backout.target.BackoutProperties;
import io.backout.target.Target;
import io.backout.target.Targets;
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

    Backups backups() {
        BackoutProperties properties = Configuration.read();
        Target target = new Targets(properties).require(targetId);
        return new Backups(Tools.real(target, CommandScope.READING), properties.dataDirectory(), Clock.systemUTC());
    }

    /** Prints the sets and says with the exit code whether all of them are sound. */
    int answer(List<JudgedBackup> views, Function<List<JudgedBackup>, Integer> exitCode) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(Json.write(views));
        } else {
            views.forEach(view -> out.print(new BackupText(view)));
        }
        out.flush();
        return exitCode.apply(views);
    }
}
