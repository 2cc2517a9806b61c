package io.backout.step;

import static java.util.Objects.requireNonNull;

import io.backout.plan.Evidence;
import io.backout.plan.Recommendation;
import io.backout.plan.Situation;
import io.backout.process.Heartbeat;
import io.backout.record.Json;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.target.Targets;
import io.backout.tool.Tools;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Recommend level: evidence and symptoms through the decision table recommend-level. */
@Component
class RecommendLevelDelegate extends RollbackDelegate {
    private final DecisionService decisions;
    private final Targets targets;
    private final Tools.Factory tools;
    private final RollbackRecord record;

    RecommendLevelDelegate(
            Heartbeat heartbeat,
            Rollbacks rollbacks,
            DecisionService decisions,
            Targets targets,
            Tools.Factory tools,
            RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.decisions = decisions;
        this.targets = targets;
        this.tools = tools;
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        Evidence evidence = Json.read(rollbacks.findEvidence(rollbackId).orElseThrow(), Evidence.class);
        DmnDecisionRuleResult row = decisions
                .evaluateDecisionTableByKey(
                        "recommend-level",
                        Situation.of(targets.require(rollback.target()), evidence, rollback.report(), tools))
                .getSingleResult();
        Recommendation recommendation = new Recommendation(
                (Integer) requireNonNull(row.get("level")), (String) requireNonNull(row.get("urgency")), (String)
                        requireNonNull(row.get("why")));
        rollbacks.saveRecommendation(rollbackId, Json.write(recommendation));
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "RECOMMENDATION",
                "recommended level %d (%s): %s"
                        .formatted(recommendation.level(), recommendation.urgency(), recommendation.why()));
    }
}
