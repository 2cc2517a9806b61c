package io.backout.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Engine settings that are no properties: history without free text, stable lock owner, what an incident opens, a door, diagrams. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class EngineSettings extends AbstractProcessEnginePlugin {
    private final Node node;
    private final StuckStepHandler stuckSteps;
    private final Doorkeeper doorkeeper;
    private final DiagramRules diagrams;

    EngineSettings(Node node, StuckStepHandler stuckSteps, Doorkeeper doorkeeper, DiagramRules diagrams) {
        this.node = node;
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
}
