package io.backout.step;

import io.backout.command.Command;
import io.backout.command.CommandRunner;
import io.backout.plan.Evidence;
import io.backout.plan.Plan;
import io.backout.plan.Plan.Route;
import io.backout.plan.Plans;
import io.backout.plan.Restoration;
import io.backout.plan.WayBack;
import io.backout.record.Report;
import io.backout.record.Rollback;
import io.backout.record.RollbackState;
import io.backout.tool.TestRepository;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A rollback to a release of a real git repository; npm and prisma are stood in for. */
final class StepScene {
    final TestRepository repository;
    final Path evidence;
    final List<String> ran = new ArrayList<>();
    private Consumer<Path> npm = prepared -> {};
    private Consumer<Path> prisma = prepared -> {};

    StepScene(Path directory, Path evidence) {
        this.repository = TestRepository.in(directory);
        this.evidence = evidence;
    }

    StepScene npm(Consumer<Path> installs) {
        npm = installs;
        return this;
    }

    StepScene prisma(Consumer<Path> generates) {
        prisma = generates;
        return this;
    }

    Path live() {
        return repository.directory();
    }

    Tools tools() {
        CommandRunner real = TestRepository.runner();
        return new Tools(repository.target(), command -> {
            String program = Path.of(command.argv().get(0)).getFileName().toString();
            if (program.equals("git")) {
                return real.run(command);
            }
            ran.add(command.rendered());
            (program.equals("npm") ? npm : prisma).accept(command.directory());
            return real.run(new Command(List.of("true"), command.directory(), Map.of(), Duration.ofSeconds(5)));
        });
    }

    void prepare(String to, boolean install, boolean generate) {
        new PrepareReleaseDelegate(null).perform(context(to, install, generate));
    }

    StepResult switchTo(String to, boolean install, boolean generate) {
        return new SwitchReleaseDelegate(null).perform(context(to, install, generate));
    }

    StepContext context(String to, boolean install, boolean generate) {
        Route route = new Route(repository.git().head(), to, "v1", Map.of(), install, generate);
        Plan plan = new Plan(
                "easy-erp", 1, route, List.of(), WayBack.NONE, Restoration.NONE, List.of(), "deployment", List.of());
        Report report = new Report("easy-erp", List.of(), new Report.FreeText("", ""), "", Optional.empty());
        Rollback rollback = new Rollback(
                "RB-1",
                report,
                "hanmei",
                Instant.EPOCH,
                RollbackState.RUNNING,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
        Evidence nothing = BenchTarget.evidence(new GitFolder(live()));
        return new StepContext(
                rollback, new Plans.Stored("p", plan.hash(), plan), nothing, tools(), evidence, () -> false);
    }
}
