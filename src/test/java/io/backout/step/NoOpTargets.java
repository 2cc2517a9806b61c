package io.backout.step;

import io.backout.approval.Duty;
import io.backout.command.CommandResult;
import io.backout.command.CommandRunner;
import io.backout.plan.Evidence;
import io.backout.plan.EvidenceCollector;
import io.backout.plan.Plan;
import io.backout.plan.Planner;
import io.backout.plan.Restoration;
import io.backout.plan.Step;
import io.backout.plan.WayBack;
import io.backout.record.Choice;
import io.backout.target.Target;
import io.backout.tool.DatabaseUrl;
import io.backout.tool.HealthEndpoint.Answer;
import io.backout.tool.MigrationRow;
import io.backout.tool.Mysql;
import io.backout.tool.Schema;
import io.backout.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The whole server with targets whose tools do nothing at all: what takes time is Backout and its engine. */
public final class NoOpTargets implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final String COMMIT = "0123456789012345678901234567890123456789";
    private static final CommandRunner GIT = command -> new CommandResult(0, COMMIT + "\n", false, "", Duration.ZERO);
    private static final DatabaseUrl NOWHERE = DatabaseUrl.parse("mysql://nobody:nothing@127.0.0.1:1/nowhere");
    private static final Evidence EVIDENCE = new Evidence(
            Instant.EPOCH,
            new Evidence.Code(COMMIT, List.of(), List.of(), ""),
            new Evidence.Database(List.of(), new Schema(Map.of()), ""),
            List.of(),
            new Evidence.Processes(List.of(), ""),
            new Answer(200, "", ""),
            false,
            List.of());

    public static String id(int target) {
        return "target-" + target;
    }

    /** The settings of so many targets. */
    public static Map<String, Object> settings(Path directory, int targets) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("spring.main.allow-bean-definition-overriding", true);
        for (int target = 0; target < targets; target++) {
            Path own = directory.resolve(id(target));
            try {
                // Where git would be stands the target's lock.
                Files.createDirectories(own.resolve(".git"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            String key = "backout.targets.%s.".formatted(id(target));
            settings.put(key + "directory", own.toString());
            settings.put(key + "processes", id(target));
            settings.put(key + "health-url", "http://127.0.0.1:1/health");
        }
        return settings;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean(TypeExcludeFilter.class, OnlyTheServer::new);
        // What is here already, the scan for components leaves alone.
        context.registerBean("realTools", Tools.Factory.class, () -> (target, scope) -> new NoTools(target));
        context.registerBean("evidenceCollector", EvidenceCollector.class, Blind::new);
        context.registerBean("planner", Planner.class, Same::new);
        for (Step step : Step.ofLevel(1)) {
            Map<String, Object> answers = step == Step.VERIFY_RELEASE
                    ? Map.of("verified", true, "migrationDiffers", false, "businessChecked", true)
                    : Map.of();
            context.registerBean(step.id() + "Delegate", FakeStep.class, () -> new FakeStep(
                            context.getBean(StepRunner.class), step, step.kind())
                    .answering(answers));
        }
    }

    /** The class path holds the tests, too. */
    private static final class OnlyTheServer extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
            return type.getResource().getURI().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OnlyTheServer;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static final class NoTools extends Tools {
        NoTools(Target target) {
            super(target, GIT);
        }

        @Override
        public Mysql mysql() {
            return new Mysql(target(), NOWHERE) {
                @Override
                public List<MigrationRow> migrations() {
                    return List.of();
                }
            };
        }
    }

    private static final class Blind extends EvidenceCollector {
        Blind() {
            super(null, null, null, null);
        }

        @Override
        public Evidence gather(Target target) {
            return EVIDENCE;
        }
    }

    /** Goes back to where it is. */
    private static final class Same extends Planner {
        Same() {
            super(null, null, null, null, null);
        }

        @Override
        public Plan draft(Target target, Choice choice, Evidence evidence, String rollbackId) {
            return new Plan(
                    target.id(),
                    1,
                    new Plan.Route(COMMIT, COMMIT, "v1", Map.of(), false, false),
                    Step.ofLevel(1).stream()
                            .map(step -> new Plan.PlannedStep(step.id(), step.label(), List.of("true"), 1))
                            .toList(),
                    WayBack.NONE,
                    Restoration.NONE,
                    List.of(Duty.INCIDENT_COMMANDER),
                    "deployment",
                    List.of());
        }
    }
}
