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
    private final WayForward wayForward;

    ConcludeApprovalsDelegate(
            Heartbeat heartbeat, Books books, Signatures signatures, SignedPlanFiles files, WayForward wayForward) {
        super(heartbeat, books.rollbacks());
        this.plans = books.plans();
        this.signatures = signatures;
        this.files = files;
        this.record = books.record();
        this.wayForward = wayForward;
    }

    /** What is read and written. */
    @Component("concludeApprovalsBooks")
    record Books(Rollbacks rollbacks, Plans plans, RollbackRecord record) {}

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        rollbacks.moveTo(rollbackId, RollbackState.PREPARING);
        rollback.command().ifPresent(request -> {
            String touched = wayForward.words(rollback);
            String sentence = "'%s' asked to %s while signatures were collected: %s%s"
                    .formatted(
                            request.by(),
                            request.kind().words(),
                            request.reason(),
                            touched.isEmpty() ? "; nothing live was changed by this plan" : touched);
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
                    "the plan of level %d was not signed: %s%s"
                            .formatted(stored.plan().level(), answers, wayForward.words(rollback)));
        }
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                approved ? "APPROVED" : "NOT_APPROVED",
                "plan %s %s: %s".formatted(stored.hash(), approved ? "is signed" : "is not signed", answers));
        Variables.answer(execution, Map.of(Variables.APPROVED, approved));
    }
}
