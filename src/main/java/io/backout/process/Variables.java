package io.backout.process;

import io.backout.record.CommandRequest;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/** The process variables: ids and answers to gateway questions, nothing else. */
public final class Variables {
    public static final String ROLLBACK_ID = "rollbackId";
    public static final String STEP_RUN_ID = "stepRunId";
    public static final String DECISION = "decision";
    public static final String LEVEL = "level";
    public static final String LEVEL_NAMED = "levelNamed";
    public static final String STOP_WRITING = "stopWriting";
    public static final String FEASIBLE = "feasible";
    public static final String PREPARED = "prepared";
    public static final String LOSS_WITHIN_BOUND = "lossWithinBound";
    public static final String CONSENT_NEEDED = "consentNeeded";
    public static final String APPROVED = "approved";
    public static final String VERIFIED = "verified";
    public static final String BUSINESS_CHECKED = "businessChecked";
    public static final String MIGRATION_DIFFERS = "migrationDiffers";
    /** What a form says. */
    static final String BRIEFING = "briefing";

    /** What people write in forms; it goes to our own tables and never into the engine's history. */
    public static final Set<String> FREE_TEXT = Set.of(
            "reason",
            "impact",
            "whyNotRepair",
            "comment",
            "state",
            "nextAction",
            "estimate",
            BRIEFING,
            "commands",
            "releases",
            "backups",
            "businessImpact",
            "confirmationText");

    private Variables() {}

    public static String rollbackId(VariableScope scope) {
        return (String) scope.getVariable(ROLLBACK_ID);
    }

    /** Of the process instance: what the task itself has may come from whoever completes it. */
    public static String rollbackId(DelegateTask task) {
        return rollbackId(task.getExecution().getProcessInstance());
    }

    /** Of the process instance, for the same reason. */
    public static String stepRunId(DelegateTask task) {
        return (String) task.getExecution().getProcessInstance().getVariable(STEP_RUN_ID);
    }

    /** The process instance that called the one of this execution, however deep. */
    public static String rootInstance(DelegateExecution execution) {
        DelegateExecution top = execution.getProcessInstance();
        while (top.getSuperExecution() != null) {
            top = top.getSuperExecution().getProcessInstance();
        }
        return top.getProcessInstanceId();
    }

    /** Sets answers for the gateways behind a step. */
    public static void answer(VariableScope scope, Map<String, Object> answers) {
        answers.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Boolean || value instanceof Integer)) {
                throw new IllegalArgumentException("variable '" + name + "' is no String, Boolean or Integer");
            }
            scope.setVariable(name, value);
        });
    }

    /** A value from a form, as text; empty when it was not given. */
    public static String text(VariableScope scope, String name) {
        @Nullable Object value = scope.getVariable(name);
        return value == null ? "" : String.valueOf(value);
    }

    /** The BPMN error codes that interrupt a level. */
    public static String interruption(CommandRequest.Kind kind) {
        return kind.name();
    }
}
