package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Signatures;
import io.backout.plan.Plans;
import io.backout.process.Heartbeat;
import io.backout.process.Variables;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Conclude approvals: counts the signatures in our own table, whatever became of the tasks. */
@Component
class ConcludeApprovalsDelegate extends RollbackDelegate {
    private final Plans plans;
    private final Signatures signatures;
    private final SignedPlanFiles files;
    private final RollbackRecord record;

    ConcludeApprovalsDelegate(
            Heartbeat heartbeat,
            Rollbacks rollbacks,
            Plans plans,
            Signatures signatures,
            SignedPlanFiles files,
            RollbackRecord record) {
        super(heartbeat, rollbacks);
        this.plans = plans;
        this.signatures = signatures;
        this.files = files;
        this.record = record;
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        rollbacks.moveTo(rollbackId, RollbackState.PREPARING);
        rollback.command().ifPresent(request -> {
            String sentence =
                    "'%s' asked to %s while signatures were collected: %s; nothing live was changed by this plan"
                            .formatted(request.by(), request.kind().words(), request.reason());
            rollbacks.say(rollbackId, sentence);
            record.note(rollbackId, request.by(), request.kind().name(), sentence);
            throw new BpmnError(Variables.interruption(request.kind()), sentence);
        });
        Plans.Stored stored = plans.require(rollback.planId().orElseThrow());
        List<Duty> missing =
                signatures.missing(stored.id(), stored.hash(), stored.plan().signatures());
        String answers = signatures.of(stored.id()).stream()
                .map(answer -> "%s '%s' %s: %s"
                        .formatted(
                                answer.duty(),
                                answer.signedBy(),
                                answer.approves() ? "signed" : "refused",
                                answer.comment()))
                .collect(Collectors.joining("; "));
        boolean approved = missing.isEmpty();
        if (approved) {
            rollbacks.say(rollbackId, "");
            files.write(rollbackId, stored, answers);
        } else {
            rollbacks.say(
                    rollbackId,
                    "the plan of level %d was not signed: %s"
                            .formatted(stored.plan().level(), answers));
        }
        record.note(
                rollbackId,
                RollbackRecord.BACKOUT,
                approved ? "APPROVED" : "NOT_APPROVED",
                "plan %s %s: %s".formatted(stored.hash(), approved ? "is signed" : "is not signed", answers));
        Variables.answer(execution, Map.of(Variables.APPROVED, approved));
    }
}
