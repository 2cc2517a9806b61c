package io.backout.process;

import io.backout.approval.Act;
import io.backout.approval.Person;
import io.backout.record.ActiveRollbackException;
import io.backout.record.Report;
import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import io.backout.record.Symptom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;

/** Starts rollbacks and their undoing through the engine; the same listeners check Tasklist's users and these callers. */
@Service
public class RollbackStarts {
    private final RuntimeService runtime;
    private final People people;
    private final Rollbacks rollbacks;

    public RollbackStarts(RuntimeService runtime, People people, Rollbacks rollbacks) {
        this.runtime = runtime;
        this.people = people;
        this.rollbacks = rollbacks;
    }

    /**
     * Reports a problem and starts its rollback.
     *
     * @return the rollback's id; that of the earlier one when the request id is known
     */
    public String report(Report report, Person person) {
        Optional<Rollback> known = find(report.requestId());
        if (known.isPresent()) {
            return known.get().id();
        }
        people.requireDutyToAct(People.NO_ROLLBACK, person, "report a problem");
        Map<String, Object> form = new HashMap<>();
        form.put("target", report.target());
        form.put("reason", report.texts().reason());
        form.put("impact", report.texts().impact());
        form.put("requestId", report.requestId());
        report.named().ifPresent(named -> {
            form.put("namedLevel", String.valueOf(named.level()));
            form.put("namedRelease", named.release().orElse(""));
            form.put("namedBackup", named.backup().orElse(""));
            form.put("writing", named.stopsWriting() ? "STOP" : "SERVE");
        });
        for (Symptom symptom : report.symptoms()) {
            form.put(symptom.field(), true);
        }
        try {
            return people.as(person, () -> runtime.startProcessInstanceByKey("rollback", form)
                    .getBusinessKey());
        } catch (ActiveRollbackException e) {
            // The same request, sent twice at once: the other one was a moment faster.
            return find(report.requestId()).map(Rollback::id).orElseThrow(() -> e);
        }
    }

    private Optional<Rollback> find(String requestId) {
        return requestId.isEmpty() ? Optional.empty() : rollbacks.findByRequest(requestId);
    }

    /** Starts the undoing of a rollback's cut-over. @return the id of the rollback that undoes it */
    public String undo(String rollbackId, Person person, String reason) {
        rollbacks.require(rollbackId);
        people.requireDuty(rollbackId, person, Act.UNDO.duty(), "undo a cut-over");
        Map<String, Object> form = Map.of("undoes", rollbackId, "reason", reason, "whyNotRepair", reason);
        return people.as(
                person, () -> runtime.startProcessInstanceByKey("undo", form).getBusinessKey());
    }
}
