package io.backout.process;

import io.backout.target.BackoutProperties;
import io.backout.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The engine alone, with Backout's settings, diagrams and decision tables: its delegates only set what the gateways of
 * level 1 ask for.
 */
@EnableAutoConfiguration
@EnableConfigurationProperties(BackoutProperties.class)
public class BareEngine {
    private static final JavaDelegate NOTHING = execution -> {};

    @Bean
    Deployment deployment(RepositoryService repository, BackoutProperties properties) {
        return new Deployment(repository, new Targets(properties), properties);
    }

    @Bean
    ProcessEnginePlugin settings() {
        return new Settings();
    }

    @Order(Ordered.LOWEST_PRECEDENCE)
    private static final class Settings extends AbstractProcessEnginePlugin {
        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            FreeTextFreeHistory history = new FreeTextFreeHistory();
            configuration.setCustomHistoryLevels(new ArrayList<>(List.of(history)));
            configuration.setHistory(history.getName());
            configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        }

        @Override
        public void postInit(ProcessEngineConfigurationImpl configuration) {
            configuration.getJobExecutor().setLockOwner("bare");
        }
    }

    @Bean
    ExecutionListener problemReportedListener() {
        return execution -> {
            String id = (String) execution.getVariable(Variables.ROLLBACK_ID);
            execution.setProcessBusinessKey(id);
            Variables.answer(
                    execution,
                    Map.of(
                            Variables.DECISION,
                            "ROLL_BACK",
                            Variables.LEVEL,
                            1,
                            Variables.STOP_WRITING,
                            false,
                            Variables.LEVEL_NAMED,
                            true));
        };
    }

    @Bean
    ExecutionListener rollbackEndedListener() {
        return execution -> {};
    }

    @Bean
    JavaDelegate gatherEvidenceDelegate() {
        return NOTHING;
    }

    /** A decision table is the engine's own work. */
    @Bean
    JavaDelegate recommendLevelDelegate(DecisionService decisions) {
        return execution -> decisions.evaluateDecisionTableByKey(
                "recommend-level",
                Map.of(
                        "databaseReachable", true,
                        "failedMigration", false,
                        "databaseAhead", false,
                        "dataDamaged", false,
                        "healthy", true,
                        "immediateSymptom", false,
                        "considerSymptom", false,
                        "releaseKnown", false));
    }

    @Bean
    JavaDelegate draftPlanDelegate() {
        return execution -> Variables.answer(execution, Map.of(Variables.FEASIBLE, true));
    }

    @Bean({
        "announceStartDelegate",
        "preserveEvidenceDelegate",
        "prepareReleaseDelegate",
        "stopApplicationDelegate",
        "switchReleaseDelegate",
        "startApplicationDelegate",
        "announceSuccessDelegate"
    })
    JavaDelegate nothing() {
        return NOTHING;
    }

    @Bean
    JavaDelegate verifyReleaseDelegate() {
        return execution -> Variables.answer(
                execution,
                Map.of(
                        Variables.VERIFIED, true,
                        Variables.MIGRATION_DIFFERS, false,
                        Variables.BUSINESS_CHECKED, true));
    }
}
