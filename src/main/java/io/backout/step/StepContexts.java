package io.backout.step;

import io.backout.command.CommandScope;
import io.backout.plan.Evidence;
import io.backout.plan.Plans;
import io.backout.process.Node;
import io.backout.record.Json;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.target.BackoutProperties;
import io.backout.target.Target;
import io.backout.target.Targets;
import io.backout.tool.Tools;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Puts together what a step needs. */
@Component
class StepContexts {
    private final Targets targets;
    private final Tools.Factory tools;
    private final Plans plans;
    private final Rollbacks rollbacks;
    private final BackoutProperties properties;
    private final Node node;

    StepContexts(
            Targets targets,
            Tools.Factory tools,
            Plans plans,
            Rollbacks rollbacks,
            BackoutProperties properties,
            Node node) {
        this.targets = targets;
        this.tools = tools;
        this.plans = plans;
        this.rollbacks = rollbacks;
        this.properties = properties;
        this.node = node;
    }

    static Path evidenceDirectory(BackoutProperties properties, String rollbackId) {
        return properties.dataDirectory().toAbsolutePath().resolve("evidence").resolve(rollbackId);
    }

    /** A context whose commands only look. */
    StepContext looking(Rollback rollback) {
        return context(rollback, tools.reading(targets.require(rollback.target())));
    }

    /** A context whose commands belong to one attempt, with their output. */
    record Working(StepContext context, Outputs outputs) {
        String output() {
            return outputs.text();
        }

        String redacted(Throwable error) {
            return context.tools().redactor().redact(String.valueOf(error.getMessage()));
        }
    }

    /** The plan and the evidence are those that the step was allowed for a moment ago. */
    Working working(StepContext looking, CommandScope scope) {
        Target target = looking.tools().target();
        Outputs outputs = new Outputs(tools.apply(target, scope).runner());
        return new Working(looking.with(new Tools(target, outputs)), outputs);
    }

    /** A person asked, or this server is about to end. */
    boolean interrupted(String rollbackId) {
        return node.stopping() || rollbacks.require(rollbackId).command().isPresent();
    }

    private StepContext context(Rollback rollback, Tools ofTarget) {
        String planId = rollback.planId()
                .orElseThrow(() -> new IllegalStateException(rollback.id() + " has no plan; no step can run"));
        String json = rollbacks
                .findEvidence(rollback.id())
                .orElseThrow(() -> new IllegalStateException(rollback.id() + " has no evidence; no step can run"));
        return new StepContext(
                rollback,
                plans.require(planId),
                Json.read(json, Evidence.class),
                ofTarget,
                evidenceDirectory(properties, rollback.id()),
                () -> interrupted(rollback.id()));
    }
}
