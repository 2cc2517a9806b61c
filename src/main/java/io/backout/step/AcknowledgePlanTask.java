package io.backout.step;

import io.backout.approval.Duty;
import io.backout.approval.Person;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Acknowledge plan: the product owner has read what happens. Nothing waits for it. */
@Component
public class AcknowledgePlanTask extends UserTask {
    static final String PROCESS = "acknowledge-plan";

    private final ApprovalBriefing briefing;
    private final RollbackRecord record;

    AcknowledgePlanTask(People people, Rollbacks rollbacks, ApprovalBriefing briefing, RollbackRecord record) {
        super(people, rollbacks);
        this.briefing = briefing;
        this.record = record;
    }

    public String briefing(String rollbackId) {
        return briefing.text(rollbackId, Duty.PRODUCT_OWNER);
    }

    @Override
    Duty duty(DelegateTask task) {
        return Duty.PRODUCT_OWNER;
    }

    @Override
    void opened(DelegateTask task) {}

    @Override
    void completed(DelegateTask task, Person person) {
        Rollback rollback = rollbacks.require(Variables.rollbackId(task));
        String comment = Texts.optional("comment", Variables.text(task, "comment"));
        record.noteIfCommitted(
                rollback.id(),
                person.id(),
                "ACKNOWLEDGED",
                "has read the plan of level %d%s".formatted(rollback.level(), comment.isEmpty() ? "" : ": " + comment));
    }
}
