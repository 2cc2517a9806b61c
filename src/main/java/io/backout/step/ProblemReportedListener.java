package io.backout.step;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.process.AccountsAtReport;
import io.backout.process.People;
import io.backout.process.Variables;
import io.backout.record.Choice;
import io.backout.record.Decision;
import io.backout.record.Report;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.target.Targets;
import java.util.HashSet;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Problem reported: takes the report out of the engine into our own tables and locks the target. */
@Component
class ProblemReportedListener implements ExecutionListener {
    private final People people;
    private final Targets targets;
    private final Rollbacks rollbacks;
    private final RollbackRecord record;
    private final AccountsAtReport accounts;

    ProblemReportedListener(
            People people, Targets targets, Rollbacks rollbacks, RollbackRecord record, AccountsAtReport accounts) {
        this.accounts = accounts;
        this.people = people;
        this.targets = targets;
        this.rollbacks = rollbacks;
        this.record = record;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Person person = people.acting();
        people.requireDutyToAct(People.NO_ROLLBACK, person, "report a problem");
        Report report = ReportForm.read(execution);
        targets.require(report.target());
        report.named()
                .ifPresent(named -> people.requireDuty(
                        People.NO_ROLLBACK,
                        person,
                        Act.DECIDE.duty(),
                        "decide for level %d of '%s'".formatted(named.level(), report.target())));
        String id = rollbacks.open(report, person.id(), execution.getProcessInstanceId());
        accounts.remember(id);
        execution.setProcessBusinessKey(id);
        // Whatever came with the start stays out of the engine, also what nobody asked for.
        execution.removeVariables(new HashSet<>(execution.getVariableNames()));
        report.named()
                .ifPresent(named -> rollbacks.decide(
                        id,
                        new Decision(
                                named, report.texts().reason(), report.texts().reason(), person.id())));
        Variables.answer(
                execution,
                Map.of(
                        Variables.ROLLBACK_ID,
                        id,
                        Variables.DECISION,
                        report.named().isPresent() ? "ROLL_BACK" : "NONE",
                        Variables.LEVEL,
                        report.named().map(Choice::level).orElse(0),
                        Variables.STOP_WRITING,
                        report.named().map(Choice::stopsWriting).orElse(false),
                        Variables.LEVEL_NAMED,
                        report.named().isPresent()));
        record.noteIfCommitted(
                id,
                person.id(),
                "REPORTED",
                "reported a problem with '%s' %s: %s"
                        .formatted(
                                report.target(),
                                report.symptoms(),
                                report.texts().reason()));
    }
}
