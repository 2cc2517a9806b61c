package io.backout.process;

import io.backout.record.EngineDatabase;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Engine settings that are no properties: history without free text, stable lock owner, what an incident opens, a door. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class EngineSettings extends AbstractProcessEnginePlugin {
    private final Node node;
    private final EngineDatabase database;
    private final JdbcClient jdbc;
    private final StuckStepHandler stuckSteps;
    private final Doorkeeper doorkeeper;

    /** @param claim the name is ours before the engine touches anything */
    EngineSettings(
            NodeClaim claim,
            Node node,
            EngineDatabase database,
            JdbcClient jdbc,
            StuckStepHandler stuckSteps,
            Doorkeeper doorkeeper) {
        this.node = node;
        this.database = database;
        this.jdbc = jdbc;
        this.stuckSteps = stuckSteps;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        FreeTextFreeHistory history = new FreeTextFreeHistory();
        configuration.setCustomHistoryLevels(new ArrayList<>(List.of(history)));
        configuration.setHistory(history.getName());
        configuration.setCustomIncidentHandlers(new ArrayList<IncidentHandler>(List.of(stuckSteps)));
        // What asks for a transaction of its own is the engine itself, never a person.
        configuration.setCustomPreCommandInterceptorsTxRequired(
                new ArrayList<>(List.of(new FrontDoor(configuration, doorkeeper))));
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getJobExecutor().setLockOwner(node.name());
    }

    /** What this node held before it died is free at once; nobody else has its name. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null where LOCK_OWNER_ = ?")
                .param(node.name())
                .update();
        if (database.shared()) {
            EngineColumns.takeEveryCharacter(jdbc);
        }
    }
}
