package io.backout.step;

import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.backout.approval.Duty;
import io.backout.command.CommandScope;
import io.backout.command.ProcessRunner;
import io.backout.command.Redactor;
import io.backout.plan.Evidence;
import io.backout.plan.Finding;
import io.backout.plan.Plan;
import io.backout.plan.Restoration;
import io.backout.plan.Step;
import io.backout.plan.WayBack;
import io.backout.target.BackoutProperties;
import io.backout.target.RestoreLimits;
import io.backout.target.Target;
import io.backout.target.TargetProperties;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.MigrationRow;
import io.backout.tool.Mysql;
import io.backout.tool.Schema;
import io.backout.tool.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/** A target whose git is real and whose database answers what a test says. */
final class BenchTarget {
    static final String ID = "shop";

    private BenchTarget() {}

    static Plan plan(List<Finding> refusals, String from, String to) {
        return plan(1, refusals, from, to);
    }

    static Plan plan(int level, List<Finding> refusals, String from, String to) {
        return plan(
                level,
                refusals,
                from,
                to,
                level == 1 ? List.of(Duty.INCIDENT_COMMANDER) : List.of(Duty.DBA, Duty.SYSTEM_ADMINISTRATOR));
    }

    static Plan plan(int level, List<Finding> refusals, String from, String to, List<Duty> signatures) {
        List<Plan.PlannedStep> steps = Step.ofLevel(level).stream()
                .map(step -> new Plan.PlannedStep(step.id(), step.label(), List.of("true"), 1))
                .toList();
        Plan.Route route = new Plan.Route(from, to, "v1", Map.of(), false, false);
        return new Plan(ID, level, route, steps, WayBack.NONE, Restoration.NONE, signatures, "deployment", refusals);
    }

    static Evidence evidence(GitFolder repository) {
        return new Evidence(
                Instant.EPOCH,
                new Evidence.Code(repository.head(), List.of(), List.of(), ""),
                new Evidence.Database(List.of(), new Schema(Map.of()), ""),
                List.of(),
                new Evidence.Processes(List.of(), ""),
                new Answer(200, "", ""),
                false,
                List.of());
    }

    static Tools tools(Target target, CommandScope scope, Supplier<List<MigrationRow>> migrations) {
        Tools tools = spy(new Tools(target, new ProcessRunner(scope, new Redactor(List.of()))));
        Mysql mysql = mock(Mysql.class);
        when(mysql.migrations()).thenAnswer(call -> migrations.get());
        doReturn(mysql).when(tools).mysql();
        return tools;
    }

    static BackoutProperties properties(Path directory, GitFolder repository) {
        TargetProperties.TimeLimits limits = new TargetProperties.TimeLimits(
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20));
        TargetProperties target = new TargetProperties(
                repository.directory(),
                List.of(ID),
                URI.create("http://127.0.0.1:1/health"),
                null,
                Path.of(".env"),
                null,
                Map.of(),
                null,
                List.of(),
                DataSize.ofMegabytes(1),
                new RestoreLimits(2, 32, 90, Duration.ofSeconds(30), DataSize.ofMegabytes(100)),
                Duration.ofDays(7),
                limits);
        return new BackoutProperties(
                "en",
                directory.resolve("data"),
                "backout",
                null,
                List.of(),
                Map.of(),
                new BackoutProperties.Approvals(Duration.ofMinutes(5), Duration.ofMinutes(15)),
                Duration.ofDays(190),
                false,
                Map.of(ID, target));
    }
}
