package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.plan.Skip.Rule;
import io.backout.plan.Step;
import io.backout.process.OpenQuestions;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.record.SkipRequest;
import io.backout.record.SkipRequests;
import io.backout.record.StepRun;
import io.backout.record.Texts;
import java.util.HashSet;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Skip requested: an operator wants to go on without a step that failed; a required one takes a second person. */
@Component
class SkipRequestedListener implements ExecutionListener {
    private final People people;
    private final Rollbacks rollbacks;
    private final SkipRequests requests;
    private final SkipRules rules;
    private final OpenQuestions questions;
    private final SkippedSteps skipped;

    SkipRequestedListener(
            People people,
            Rollbacks rollbacks,
            SkipRequests requests,
            SkipRules rules,
            OpenQuestions questions,
            SkippedSteps skipped) {
        this.people = people;
        this.rollbacks = rollbacks;
        this.requests = requests;
        this.rules = rules;
        this.questions = questions;
        this.skipped = skipped;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Person person = people.acting();
        Rollback rollback =
                rollbacks.require(Variables.text(execution, "rollback").strip());
        people.requireDuty(rollback.id(), person, Act.SKIP.duty(), "skip a step of " + rollback.id());
        String reason = Texts.require("reason", Variables.text(execution, "reason"));
        StepRun failed = allowed(rollback, Variables.text(execution, "step"), person, reason);
        execution.setProcessBusinessKey(rollback.id());
        // Whatever came with the start stays out of the engine, also what nobody asked for.
        execution.removeVariables(new HashSet<>(execution.getVariableNames()));
        boolean consentNeeded = rules.of(failed).rule() != Rule.ALONE;
        Variables.answer(
                execution, Map.of(Variables.ROLLBACK_ID, rollback.id(), Variables.CONSENT_NEEDED, consentNeeded));
        String wish = "'%s' asked to skip step '%s': %s"
                .formatted(person.id(), Step.named(failed.step()).label(), reason);
        if (consentNeeded) {
            requests.ask(
                    new SkipRequest(execution.getProcessInstanceId(), rollback.id(), failed.id(), person.id(), reason));
            skipped.note(
                    failed, person, "SKIP_REQUESTED", wish + "; another operator or the incident commander is asked");
        } else {
            skipped.skip(failed, person, wish);
        }
    }

    private StepRun allowed(Rollback rollback, String step, Person person, String reason) {
        try {
            StepRun failed = rules.require(rollback, step);
            if (questions.isSkipAsked(rollback.id())) {
                throw new BadInputException(
                        "%s waits for consent already; nothing was done".formatted(rollback.id()),
                        "another operator or the incident commander answers the task 'Approve skip' in Tasklist.");
            }
            return failed;
        } catch (BadInputException e) {
            skipped.refused(rollback, person, "asked to skip a step: %s; said why: %s".formatted(e.fact(), reason));
            throw e;
        }
    }
}
