package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.backup.PutAway;
import io.backout.process.AccountsAtReport;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.CleanUps;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import java.util.HashSet;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Clean-up requested: the database administrator wants dropped what one rollback put away. */
@Component
class CleanUpRequestedListener implements ExecutionListener {
    private final People people;
    private final CleanUpRules rules;
    private final Books books;

    CleanUpRequestedListener(People people, CleanUpRules rules, Books books) {
        this.people = people;
        this.rules = rules;
        this.books = books;
    }

    /** What is read and written. */
    @org.springframework.stereotype.Component("cleanUpRequestedBooks")
    record Books(Rollbacks rollbacks, CleanUps cleanUps, RollbackRecord record, AccountsAtReport accounts) {}

    @Override
    public void notify(DelegateExecution execution) {
        Person person = people.acting();
        Rollback rollback =
                books.rollbacks().require(Variables.text(execution, "rollback").strip());
        people.requireDuty(
                rollback.id(), person, Act.CLEAN_UP.duty(), "ask to drop what " + rollback.id() + " put away");
        requireTarget(rollback, Variables.text(execution, "target"));
        String reason = Texts.require("reason", Variables.text(execution, "reason"));
        PutAway putAway = allowed(rollback, person);
        execution.setProcessBusinessKey(rollback.id());
        // Whatever came with the start stays out of the engine, also what nobody asked for.
        execution.removeVariables(new HashSet<>(execution.getVariableNames()));
        Variables.answer(execution, Map.of(Variables.ROLLBACK_ID, rollback.id()));
        String id = books.cleanUps()
                .ask(
                        rollback.id(),
                        execution.getProcessInstanceId(),
                        putAway.schema(),
                        putAway.rows(),
                        person.id(),
                        reason);
        books.accounts().remember(id);
        books.record()
                .note(
                        rollback.id(),
                        person.id(),
                        "CLEAN_UP_REQUESTED",
                        "asked to drop '%s' with about %,d rows; the technical owner is asked: %s"
                                .formatted(putAway.schema(), putAway.rows(), reason));
    }

    /** The form asks for both, so that a slip of the pen is noticed; the API names the rollback alone. */
    private static void requireTarget(Rollback rollback, String target) {
        if (!target.isEmpty() && !target.equals(rollback.target())) {
            throw new BadInputException(
                    "%s rolled back '%s', not '%s'; nothing was dropped"
                            .formatted(rollback.id(), rollback.target(), target),
                    "look again which one is meant.");
        }
    }

    private PutAway allowed(Rollback rollback, Person person) {
        try {
            return rules.require(rollback);
        } catch (BadInputException e) {
            books.record()
                    .note(rollback.id(), person.id(), "CLEAN_UP_NOT_ALLOWED", "asked for a clean-up: " + e.fact());
            throw e;
        }
    }
}
