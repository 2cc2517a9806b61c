package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.RequiredApprovals;
import io.backout.plan.Plans;
import io.backout.process.Heartbeat;
import io.backout.process.SideTasks;
import io.backout.process.Variables;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Request approvals: names who must sign exactly this plan, and who is told. */
@Component
public class RequestApprovalsDelegate extends RollbackDelegate {
    private final Plans plans;
    private final RequiredApprovals required;
    private final ApprovalRules rules;
    private final SideTasks sideTasks;
    private final RollbackRecord record;

    RequestApprovalsDelegate(
            Heartbeat heartbeat, Books books, RequiredApprovals required, ApprovalRules rules, SideTasks sideTasks) {
        super(heartbeat, books.rollbacks());
        this.plans = books.plans();
        this.required = required;
        this.rules = rules;
        this.sideTasks = sideTasks;
        this.record = books.record();
    }

    /** What is read and written. */
    @org.springframework.stereotype.Component("requestApprovalsBooks")
    record Books(Rollbacks rollbacks, Plans plans, RollbackRecord record) {}

    /** For the diagram: one task for each. */
    public List<String> duties(String rollbackId) {
        return signatures(rollbacks.require(rollbackId)).stream().map(Duty::id).toList();
    }

    @Override
    void perform(DelegateExecution execution, String rollbackId) {
        Rollback rollback = rollbacks.require(rollbackId);
        rollback.command().ifPresent(request -> {
            throw new BpmnError(Variables.interruption(request.kind()), request.reason());
        });
        String asked = signatures(rollback).stream()
                .map(duty -> "%s (%s)".formatted(duty.id(), names(rules.eligible(rollback, duty))))
                .collect(Collectors.joining(", "));
        Plans.Stored plan = plans.require(rollback.planId().orElseThrow());
        String why = rollback.message().isEmpty() ? "" : rollback.message() + "; ";
        rollbacks.say(rollbackId, why + "waits for the signatures of " + asked);
        record.noteIfCommitted(
                rollbackId,
                RollbackRecord.BACKOUT,
                "APPROVALS_REQUESTED",
                "plan %s waits for the signatures of %s".formatted(plan.hash(), asked));
        sideTasks.withdraw(AcknowledgePlanTask.PROCESS, rollbackId, "another plan took its place");
        if (!required.of(rollback.level()).acknowledge().isEmpty()) {
            sideTasks.open(AcknowledgePlanTask.PROCESS, rollbackId);
        }
    }

    private List<Duty> signatures(Rollback rollback) {
        return Optional.of(rollback.planId().orElseThrow())
                .map(plans::require)
                .map(stored -> stored.plan().signatures())
                .orElseThrow();
    }

    private static String names(List<String> eligible) {
        return eligible.isEmpty()
                ? "nobody may: whoever holds this duty asked for the rollback, or came after the report"
                : String.join(" or ", eligible);
    }
}
