package io.backout.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Engine settings that are no properties: history without free text, stable lock owner, what an incident opens, a door, what may be deployed. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class EngineSettings extends AbstractProcessEnginePlugin {
    private final Node node;
    private final DataSource database;
    private final StuckStepHandler stuckSteps;
    private final Doorkeeper doorkeeper;
    private final DiagramRules diagrams;

    EngineSettings(
            Node node, DataSource database, StuckStepHandler stuckSteps, Doorkeeper doorkeeper, DiagramRules diagrams) {
        this.node = node;
        this.database = database;
        this.stuckSteps = stuckSteps;
        this.doorkeeper = doorkeeper;
        this.diagrams = diagrams;
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
        configuration.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(diagrams)));
        configuration.setCustomPreCmmnTransformListeners(new ArrayList<>(List.of(new NoCases())));
        DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
        decisions.getTransformer().getTransformListeners().add(new DecisionRules());
        configuration.setDmnEngineConfiguration(decisions);
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        configuration.getJobExecutor().setLockOwner(node.name());
    }

    /** What this node held before it died is free at once; nobody else has its name. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        try (Connection connection = database.getConnection();
                PreparedStatement release = connection.prepareStatement(
                        "update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null where LOCK_OWNER_ = ?")) {
            release.setString(1, node.name());
            release.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the locks of node '" + node.name() + "' could not be released", e);
        }
    }
}
