package io.backout.step;

import io.backout.plan.Evidence;
import io.backout.plan.EvidenceWatch;
import io.backout.process.Heartbeat;
import io.backout.record.Json;
import io.backout.record.Rollbacks;
import io.backout.target.Targets;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Gather evidence: probe the target without changing or starting anything. */
@Component
class GatherEvidenceDelegate extends RollbackDelegate {
    private final EvidenceWatch watch;
    private final Targets targets;

    GatherEvidenceDelegate(Heartbeat heartbeat, Rollbacks rollbacks, EvidenceWatch watch, Targets targets) {
        super(heartbeat, rollbacks);
        this.watch = watch;
        this.targets = targets;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Evidence evidence =
                watch.look(targets.require(rollbacks.require(rollbackId).target()), rollbackId);
        rollbacks.saveEvidence(rollbackId, Json.write(evidence));
    }
}
