package io.backout.process;

import io.backout.plan.Planner.DiagramVersion;
import io.backout.record.Json;
import io.backout.target.BackoutProperties;
import io.backout.target.Target;
import io.backout.target.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Deploys diagrams, decisions and forms together, so that a diagram always finds the forms it was made with. */
@Component
public class Deployment implements DiagramVersion, SmartInitializingSingleton {
    private static final String NAME = "backout";
    private static final List<String> RESOURCES = List.of(
            "rollback.bpmn",
            "level-1-application.bpmn",
            "level-2-migration.bpmn",
            "prepare-level-3.bpmn",
            "follow-preparation.bpmn",
            "level-3-database.bpmn",
            "undo.bpmn",
            "swap-back.bpmn",
            "approval.bpmn",
            "acknowledge-plan.bpmn",
            "clarify-outcome.bpmn",
            "skip-step.bpmn",
            "clean-up.bpmn",
            "recommend-level.dmn",
            "required-approvals.dmn",
            "report-problem.form",
            "undo-cut-over.form",
            "decide-level.form",
            "follow-preparation.form",
            "confirm-business-works.form",
            "clarify-outcome.form",
            "skip-step.form",
            "approve-skip.form",
            "take-over-by-hand.form",
            "approve-plan.form",
            "acknowledge-plan.form",
            "clean-up.form",
            "approve-clean-up.form");

    private final RepositoryService repository;
    private final Targets targets;
    private final long retentionDays;

    public Deployment(RepositoryService repository, Targets targets, BackoutProperties properties) {
        this.repository = repository;
        this.targets = targets;
        this.retentionDays = properties.auditRetention().toDays();
    }

    @Override
    public void afterSingletonsInstantiated() {
        DeploymentBuilder deployment =
                repository.createDeployment().name(NAME).source(NAME).enableDuplicateFiltering(false);
        for (String resource : RESOURCES) {
            deployment.addString(resource, withTargets(withRetention(text(resource))));
        }
        deployment.deploy();
    }

    /** The files hold the shortest one that is allowed. */
    private String withRetention(String text) {
        return text.replace("historyTimeToLive=\"P190D\"", "historyTimeToLive=\"P%dD\"".formatted(retentionDays));
    }

    /** Start forms get no variables, so the choices are written in here; an only one is chosen already. */
    private String withTargets(String text) {
        if (!text.contains("@targets@")) {
            return text;
        }
        String choices = String.join(
                ",",
                targets.all().stream()
                        .map(Target::id)
                        .map(id -> Json.write(Map.of("label", id, "value", id)))
                        .toList());
        String only =
                targets.all().size() == 1 ? targets.all().iterator().next().id() : "";
        return text.replaceAll("\\{\\s*\"label\":\\s*\"@targets@\",\\s*\"value\":\\s*\"@targets@\"\\s*}", choices)
                .replace("@target@", only);
    }

    private static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + resource + "' is not in Backout's jar", e);
        }
    }

    @Override
    public String current() {
        ProcessDefinition rollback = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("rollback")
                .latestVersion()
                .singleResult();
        return rollback.getDeploymentId();
    }
}
