package io.backout.step;

import io.backout.approval.ApprovalRequest;
import io.backout.approval.ApprovalRequests;
import io.backout.approval.Duty;
import io.backout.approval.NotAllowedException;
import io.backout.approval.Person;
import io.backout.approval.Signatures;
import io.backout.plan.Plan;
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
    private final BackoutProperties.Approvals times;

    ApprovePlanTask(
            People people,
            Rollbacks rollbacks,
            Answers answers,
            ApprovalRules rules,
            ApprovalBriefing briefing,
            BackoutProperties properties) {
        super(people, rollbacks);
        this.answers = answers;
        this.rules = rules;
        this.briefing = briefing;
        this.times = properties.approvals();
    }

    /** Questions, plans, what was answered, and the record of it. */
    @org.springframework.stereotype.Component
    record Answers(ApprovalRequests requests, Plans plans, Signatures signatures, RollbackRecord record) {}

    public String commands(String rollbackId) {
        return briefing.commands(rollbackId);
    }

    /** For the form; empty where nothing has to be typed. */
    public String confirmationText(String rollbackId) {
        String phrase = stored(rollbackId).plan().confirmation();
        return phrase.isEmpty() ? "" : "To approve, type exactly: **%s**".formatted(Briefing.plain(phrase));
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
        boolean restores =
                !stored(Variables.rollbackId(task)).plan().restoration().none();
        task.setVariable("asksImpact", restores && duty == Duty.BUSINESS_OWNER ? "yes" : "no");
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
            answers.record().note(rollback.id(), person.id(), "NOT_ALLOWED", sentence);
            throw NotAllowedException.because(sentence, objection.hint());
        });
        String answer = Variables.text(task, "answer");
        if (!answer.equals("APPROVE") && !answer.equals("REFUSE")) {
            throw new BadInputException(
                    "answer '%s' does not exist; nothing was signed".formatted(answer), "choose APPROVE or REFUSE.");
        }
        String comment = comment(task, request, answer);
        if (answer.equals("APPROVE")) {
            answers.signatures().sign(request.planId(), planHash, request.asked(), person.id(), comment);
        } else {
            answers.signatures().refuse(request.planId(), planHash, request.asked(), person.id(), comment);
        }
        answers.record()
                .noteIfCommitted(
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

    /** Level 3 is signed with a phrase that names target and loss, and by the business with what it costs. */
    private String comment(DelegateTask task, ApprovalRequest request, String answer) {
        String comment = Texts.require("comment", Variables.text(task, "comment"));
        Plan plan = answers.plans().require(request.planId()).plan();
        if (plan.restoration().none() || answer.equals("REFUSE")) {
            return comment;
        }
        if (!Variables.text(task, "confirmation").strip().equals(plan.confirmation())) {
            throw new BadInputException(
                    "the confirmation is not '%s'; nothing was signed".formatted(plan.confirmation()),
                    "type it exactly so: it names what goes back and how many rows that costs.");
        }
        return request.asked() == Duty.BUSINESS_OWNER
                ? "business impact: %s; %s"
                        .formatted(Texts.require("business impact", Variables.text(task, "businessImpact")), comment)
                : comment;
    }

    private Plans.Stored stored(String rollbackId) {
        return answers.plans().require(rollbacks.require(rollbackId).planId().orElseThrow());
    }
}
