package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.plan.CutOvers;
import io.backout.process.AccountsAtReport;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.BadInputException;
import io.backout.record.Choice;
import io.backout.record.Decision;
import io.backout.record.Report;
import io.backout.record.Report.FreeText;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.Texts;
import io.backout.target.Targets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Undo requested: the commander wants a cut-over back; the target is locked, and its own plan is drafted. */
@Component
class UndoRequestedListener implements ExecutionListener {
    private final People people;
    private final Targets targets;
    private final CutOvers cutOvers;
    private final Books books;

    UndoRequestedListener(People people, Targets targets, CutOvers cutOvers, Books books) {
        this.people = people;
        this.targets = targets;
        this.cutOvers = cutOvers;
        this.books = books;
    }

    /** What is read and written. */
    @org.springframework.stereotype.Component("undoRequestedBooks")
    record Books(Rollbacks rollbacks, RollbackRecord record, AccountsAtReport accounts) {}

    @Override
    public void notify(DelegateExecution execution) {
        Person person = people.acting();
        String reason = Texts.require("reason", Variables.text(execution, "reason"));
        String notRepaired =
                Texts.require("why undoing is less risky than repairing", Variables.text(execution, "whyNotRepair"));
        String undone = undone(execution);
        people.requireDuty(undone, person, Act.UNDO.duty(), "undo the cut-over of " + undone);
        String target = books.rollbacks().require(undone).target();
        Choice choice = Choice.undoing(undone);
        String id = books.rollbacks()
                .open(
                        new Report(target, List.of(), new FreeText(reason, ""), "", Optional.of(choice)),
                        person.id(),
                        execution.getProcessInstanceId());
        books.accounts().remember(id);
        execution.setProcessBusinessKey(id);
        // Whatever came with the start stays out of the engine, also what nobody asked for.
        execution.removeVariables(new HashSet<>(execution.getVariableNames()));
        books.rollbacks().decide(id, new Decision(choice, reason, notRepaired, person.id()));
        Variables.answer(execution, Map.of(Variables.ROLLBACK_ID, id, Variables.LEVEL, 3, Variables.LEVEL_NAMED, true));
        books.record()
                .note(
                        id,
                        person.id(),
                        "REPORTED",
                        "asked to undo the cut-over of %s on '%s': %s; not repaired because: %s"
                                .formatted(undone, target, reason, notRepaired));
    }

    /** The one that the request names, or the target's last one. */
    private String undone(DelegateExecution execution) {
        String named = Variables.text(execution, "undoes");
        if (!named.isEmpty()) {
            return books.rollbacks().require(named).id();
        }
        String target = targets.require(Variables.text(execution, "target")).id();
        return cutOvers.last(target)
                .orElseThrow(() -> new BadInputException(
                        "no cut-over of '%s' is there to undo; nothing was started".formatted(target),
                        "choose another application; 'GET /api/rollbacks' lists what was rolled back."));
    }
}
