package io.backout.step;

import io.backout.approval.ApprovalRequest;
import io.backout.approval.ApprovalRequests;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.approval.Signatures;
import io.backout.plan.Plans;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.RollbackState;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import io.backout.target.BackoutProperties;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** Approve plan: a person who holds the duty signs or refuses exactly this plan. */
@Component
public class ApprovePlanTask extends UserTask {
    private final Answers answers;
    private final ApprovalRules rules;
    private final ApprovalBriefing briefing;
    private final RollbackRecord record;
    private final BackoutProperties.Approvals times;

    ApprovePlanTask(
            People people,
            Rollbacks rollbacks,
            Answers answers,
            ApprovalRules rules,
            RollbackRecord record,
            BackoutProperties properties) {
        super(people, rollbacks);
        this.answers = answers;
        this.rules = rules;
        this.briefing = new ApprovalBriefing(rollbacks, answers.plans(), record);
        this.record = record;
        this.times = properties.approvals();
    }

    /** Questions, plans, and what was answered. */
    @org.springframework.stereotype.Component
    record Answers(ApprovalRequests requests, Plans plans, Signatures signatures) {}

    public String commands(String rollbackId) {
        return briefing.commands(rollbackId);
    }

    public String planHash(String rollbackId) {
        return stored(rollbackId).hash();
    }

    /** One refusal is enough: the other tasks are withdrawn. */
    public boolean refused(String rollbackId) {
        return answers.signatures().of(stored(rollbackId).id()).stream().anyMatch(answer -> !answer.approves());
    }

    public String remindAfter() {
        return times.remindAfter().toString();
    }

    public String pageAfter() {
        return times.pageAfter().toString();
    }

    /** From our own table: what the task carries may come from whoever completes it. */
    @Override
    Duty duty(DelegateTask task) {
        return answers.requests().find(task.getId()).map(ApprovalRequest::asked).orElseThrow();
    }

    /** Nobody is put in front of a signature: whoever takes the task claims it. */
    @Override
    void assign(DelegateTask task, Rollback rollback) {}

    /** Only now is it known whom this one of the tasks asks. */
    @Override
    void asked(DelegateTask task, Rollback rollback) {
        Plans.Stored plan = stored(rollback.id());
        answers.requests()
                .ask(new ApprovalRequest(
                        task.getId(), rollback.id(), plan.id(), plan.hash(), Variables.text(task, "duty")));
    }

    @Override
    void opened(DelegateTask task) {
        rollbacks.moveTo(Variables.rollbackId(task), RollbackState.AWAITING_APPROVAL);
        Duty duty = duty(task);
        task.setName("%s as %s".formatted(task.getName(), duty.id()));
        task.setVariable("briefing", briefing.text(Variables.rollbackId(task), duty));
    }

    @Override
    void completed(DelegateTask task, Person person) {
        ApprovalRequest request = answers.requests().find(task.getId()).orElseThrow();
        Rollback rollback = rollbacks.require(request.rollbackId());
        String planHash = Variables.text(task, "planHash");
        rules.against(rollback, request, person, planHash).ifPresent(objection -> {
            String sentence = "'%s' may not sign as %s: %s; nothing was signed"
                    .formatted(person.id(), request.duty(), objection.why());
            record.note(rollback.id(), person.id(), "NOT_ALLOWED", sentence);
            throw NotAllowedException.because(sentence, objection.hint());
        });
        String answer = Variables.text(task, "answer");
        if (!answer.equals("APPROVE") && !answer.equals("REFUSE")) {
            throw new BadInputException(
                    "answer '%s' does not exist; nothing was signed".formatted(answer), "choose APPROVE or REFUSE.");
        }
        String comment = Texts.require("comment", Variables.text(task, "comment"));
        if (answer.equals("APPROVE")) {
            answers.signatures().sign(request.planId(), planHash, request.asked(), person.id(), comment);
        } else {
            answers.signatures().refuse(request.planId(), planHash, request.asked(), person.id(), comment);
        }
        record.note(
                rollback.id(),
                person.id(),
                answer.equals("APPROVE") ? "SIGNED" : "REFUSED_TO_SIGN",
                "%s plan %s as %s: %s"
                        .formatted(
                                answer.equals("APPROVE") ? "signed" : "refused to sign",
                                planHash,
                                request.duty(),
                                comment));
    }

    private Plans.Stored stored(String rollbackId) {
        return answers.plans().require(rollbacks.require(rollbackId).planId().orElseThrow());
    }
}
