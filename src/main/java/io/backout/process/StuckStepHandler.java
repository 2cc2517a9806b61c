package io.backout.process;

import io.backout.plan.Step;
import io.backout.record.Ledger;
import io.backout.record.Rollback;
import io.backout.record.RollbackRecord;
import io.backout.record.Rollbacks;
import io.backout.record.StepRun;
import io.backout.record.StepRun.State;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Notes a stuck step in the record and, when its outcome is unknown, asks an operator about it. */
@Component
public class StuckStepHandler extends DefaultIncidentHandler {
    static final String CLARIFY = "clarify-outcome";
    private static final String LATER = "a later attempt ended";

    private final Ledger ledger;
    private final Rollbacks rollbacks;
    private final RollbackRecord record;

    public StuckStepHandler(Ledger ledger, Rollbacks rollbacks, RollbackRecord record) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.ledger = ledger;
        this.rollbacks = rollbacks;
        this.record = record;
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
        Incident incident = super.handleIncident(context, message);
        RuntimeService runtime = Context.getProcessEngineConfiguration().getRuntimeService();
        // The engine's own jobs, such as the clean-up of its history, belong to no process.
        Optional.ofNullable(incident.getProcessInstanceId())
                .map(id -> runtime.createProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult())
                .map(ProcessInstance::getBusinessKey)
                .flatMap(rollbacks::find)
                .ifPresent(rollback -> stuck(rollback, context.getActivityId(), message, runtime));
        return incident;
    }

    private void stuck(Rollback rollback, String activityId, String message, RuntimeService runtime) {
        String step = activityId.substring(activityId.indexOf('_') + 1);
        record.note(
                rollback.id(),
                RollbackRecord.BACKOUT,
                "STUCK",
                "step '%s' is stuck: %s; an operator can retry it in Cockpit"
                        .formatted(Step.named(step).label(), message));
        Optional<StepRun> unknown = rollback.planId()
                .flatMap(plan -> ledger.findLast(plan, step))
                .filter(run -> run.state() == State.UNKNOWN);
        unknown.ifPresentOrElse(
                run -> ask(rollback, run, runtime), () -> OpenQuestions.withdraw(runtime, rollback.id(), LATER));
    }

    private static void ask(Rollback rollback, StepRun run, RuntimeService runtime) {
        boolean asked = runtime.createProcessInstanceQuery()
                        .processDefinitionKey(CLARIFY)
                        .variableValueEquals(Variables.STEP_RUN_ID, run.id())
                        .count()
                > 0;
        if (!asked) {
            OpenQuestions.withdraw(runtime, rollback.id(), LATER);
            runtime.startProcessInstanceByKey(
                    CLARIFY,
                    rollback.id(),
                    Map.of(Variables.ROLLBACK_ID, rollback.id(), Variables.STEP_RUN_ID, run.id()));
        }
    }
}
