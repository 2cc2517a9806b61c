package io.backout.step;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.backout.approval.Duty;
import io.backout.backup.PutAway;
import io.backout.demo.BackoutUser;
import io.backout.plan.EvidenceCollector;
import io.backout.plan.Finding;
import io.backout.plan.Planner;
import io.backout.plan.PutAwayData;
import io.backout.plan.SeparateDatabase;
import io.backout.plan.Step;
import io.backout.plan.Step.Kind;
import io.backout.record.Choice;
import io.backout.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.MapPropertySource;

/** What stands in for a target: its evidence, its plan, and the steps of its levels. */
@TestConfiguration
class EngineBench {
    private static final Finding NO_LEVEL_3 = new Finding("level 3", false, "level 3 is not there", "choose level 1.");

    private final GitFolder repository;

    /** Why the next plan cannot be carried out; empty when it can. */
    final List<Finding> refusals = new CopyOnWriteArrayList<>();

    /** Level 3 can be carried out. */
    volatile boolean withLevel3;

    /** Who signs from level 2 on. */
    volatile List<Duty> signatures = List.of(Duty.DBA, Duty.SYSTEM_ADMINISTRATOR);

    /** What cut-overs put away. */
    final List<PutAway> putAways = new CopyOnWriteArrayList<>();

    /** The engine's database is on the target's server. */
    volatile boolean sameServer;

    volatile Runnable whileGathering = () -> {};
    volatile Runnable whileDrafting = () -> {};

    static final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Path directory;
            try {
                directory = Files.createTempDirectory("engine");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            GitFolder repository = GitFolder.create(directory.resolve("app"));
            // Now, or the engine of the process tests (camunda.cfg.xml) takes this one's place behind Tasklist later.
            ProcessEngines.init();
            Map<String, Object> settings = new HashMap<>();
            settings.put("backout.data-directory", directory.resolve("data").toString());
            settings.put(
                    "backout.targets.shop.directory", repository.directory().toString());
            for (int i = 0; i < BackoutUser.values().length; i++) {
                BackoutUser user = BackoutUser.values()[i];
                String key = "backout.users[%d].".formatted(i);
                settings.put(key + "id", user.id());
                settings.put(key + "password", user.password());
                if (!user.group().isEmpty()) {
                    settings.put(key + "groups", user.group());
                }
            }
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", settings));
        }
    }

    /** Each application context has a repository of its own. */
    EngineBench(@Value("${backout.targets.shop.directory}") Path application) {
        this.repository = new GitFolder(application);
    }

    @Bean
    EvidenceCollector evidenceCollector() {
        EvidenceCollector collector = mock(EvidenceCollector.class);
        when(collector.gather(any())).thenAnswer(call -> {
            whileGathering.run();
            return BenchTarget.evidence(repository);
        });
        return collector;
    }

    @Bean
    Planner planner() {
        Planner planner = mock(Planner.class);
        when(planner.draft(any(), any(), any(), any())).thenAnswer(call -> {
            whileDrafting.run();
            int level = call.getArgument(1, Choice.class).level();
            return BenchTarget.plan(
                    level,
                    level == 3 && !withLevel3 ? List.of(NO_LEVEL_3) : refusals,
                    repository.head(),
                    repository.head(),
                    level == 1 ? List.of(Duty.INCIDENT_COMMANDER) : signatures);
        });
        return planner;
    }

    @Bean
    SeparateDatabase separateDatabase() {
        SeparateDatabase database = mock(SeparateDatabase.class);
        when(database.sharesServer(any())).thenAnswer(call -> sameServer);
        return database;
    }

    @Bean
    PutAwayData putAwayData() {
        PutAwayData data = mock(PutAwayData.class);
        when(data.find(any())).thenAnswer(call -> putAways.stream().findFirst());
        when(data.tables(any(), any())).thenReturn(Map.of("orders", 1_234L));
        when(data.keptUntil(any(), any()))
                .thenAnswer(call -> call.getArgument(1, PutAway.class).since().plus(Duration.ofDays(7)));
        when(data.drop(any(), any()))
                .thenAnswer(call ->
                        putAways.removeIf(putAway -> putAway.schema().equals(call.getArgument(1, String.class))));
        return data;
    }

    @Bean
    Tools.Factory realTools() {
        return (target, scope) -> BenchTarget.tools(target, scope, List::of);
    }

    @Bean
    FakeStep preserveEvidenceDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.PRESERVE_EVIDENCE, Kind.REPEATABLE);
    }

    @Bean
    FakeStep prepareReleaseDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.PREPARE_RELEASE, Kind.REPEATABLE);
    }

    @Bean
    FakeStep stopApplicationDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.STOP_APPLICATION, Kind.REPEATABLE);
    }

    @Bean
    FakeStep verifyBackupDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.VERIFY_BACKUP, Kind.READ);
    }

    @Bean
    FakeStep takeSnapshotDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.TAKE_SNAPSHOT, Kind.REPEATABLE);
    }

    @Bean
    FakeStep revertSchemaChangesDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.REVERT_SCHEMA_CHANGES, Kind.ONCE);
    }

    @Bean
    FakeStep markMigrationRolledBackDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.MARK_MIGRATION_ROLLED_BACK, Kind.REPEATABLE);
    }

    @Bean
    FakeStep switchReleaseDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.SWITCH_RELEASE, Kind.REPEATABLE);
    }

    @Bean
    FakeStep startApplicationDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.START_APPLICATION, Kind.REPEATABLE);
    }

    @Bean
    FakeStep verifyReleaseDelegate(StepRunner runner) {
        return new FakeStep(runner, Step.VERIFY_RELEASE, Kind.READ);
    }
}
