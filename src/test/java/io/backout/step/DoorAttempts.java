package io.backout.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.runtime.ModificationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.RestartProcessInstanceBuilder;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.Task;

/** What Cockpit, Tasklist and their REST offer to take a rollback somewhere else; and what it is called. */
final class DoorAttempts {
    static final String MOVE = "move a token";
    static final String RESTART = "restart a process";
    static final String MIGRATE = "migrate a process to another diagram";
    static final String VARIABLES = "set or remove variables from outside";
    static final String MESSAGE = "send a message, a signal or a condition";

    private static final String LEVEL_1 = "callActivity_level1";

    private final Map<String, Map<String, Runnable>> attempts = new LinkedHashMap<>();
    private final ProcessEngine engine;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ProcessInstance instance;
    private final String id;
    private final Task task;

    DoorAttempts(ProcessEngine engine, ProcessInstance instance, Task task) {
        this.engine = engine;
        this.runtime = engine.getRuntimeService();
        this.tasks = engine.getTaskService();
        this.instance = instance;
        this.id = instance.getId();
        this.task = task;
    }

    /** By what they are called, and then by what is done. */
    Map<String, Map<String, Runnable>> onTheRollback() {
        MigrationPlan plan = runtime.createMigrationPlan(
                        instance.getProcessDefinitionId(), instance.getProcessDefinitionId())
                .mapEqualActivities()
                .build();
        on(MOVE, "one", () -> runtime.createProcessInstanceModification(id)
                .startBeforeActivity(LEVEL_1)
                .execute());
        on(MOVE, "one, later", () -> runtime.createProcessInstanceModification(id)
                .startBeforeActivity(LEVEL_1)
                .executeAsync());
        on(MOVE, "several", () -> modification().execute());
        on(MOVE, "several, later", () -> modification().executeAsync());
        on(RESTART, "now", () -> restart().execute());
        on(RESTART, "later", () -> restart().executeAsync());
        on(MIGRATE, "now", () -> runtime.newMigration(plan)
                .processInstanceIds(id)
                .execute());
        on(MIGRATE, "later", () -> runtime.newMigration(plan)
                .processInstanceIds(id)
                .executeAsync());
        variables();
        String named = " the task '" + task.getName() + "'";
        String withError = "end" + named + " with an error or an escalation";
        on(withError, "error", () -> tasks.handleBpmnError(task.getId(), "STOP"));
        on(withError, "escalation", () -> tasks.handleEscalation(task.getId(), "any"));
        // Found here, because not everybody may.
        Task delegated = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        delegated.setDelegationState(DelegationState.PENDING);
        on("delegate" + named, "delegate", () -> tasks.delegateTask(task.getId(), "lilei"));
        on("delegate" + named, "resolve", () -> tasks.resolveTask(task.getId(), Map.of("level", 3)));
        on("delegate" + named, "save", () -> tasks.saveTask(delegated));
        on(MESSAGE, "correlate", () -> runtime.createMessageCorrelation("requestMade")
                .processInstanceBusinessKey(instance.getBusinessKey())
                .correlateAllWithResult());
        on(MESSAGE, "correlate one", () -> runtime.createMessageCorrelation("requestMade")
                .processInstanceId(id)
                .correlate());
        on(MESSAGE, "correlate later", () -> runtime.createMessageCorrelationAsync("requestMade")
                .processInstanceIds(List.of(id))
                .correlateAllAsync());
        on(MESSAGE, "receive", () -> runtime.messageEventReceived("requestMade", id));
        on(MESSAGE, "trigger", () -> runtime.signal(id));
        on(MESSAGE, "signal", () -> runtime.signalEventReceived("any", id));
        on("start a process in its middle", "start", () -> runtime.createProcessInstanceByKey("rollback")
                .businessKey(instance.getBusinessKey())
                .startBeforeActivity(LEVEL_1)
                .execute());
        for (String key : List.of("level-1-application", "level-2-migration", "approval", "clarify-outcome")) {
            on("start this process", key, () -> runtime.startProcessInstanceByKey(key, instance.getBusinessKey()));
        }
        on("start this process", "by its form", () -> engine.getFormService()
                .submitStartForm(definition("approval"), instance.getBusinessKey(), Map.of()));
        on("raise or resolve an incident by hand", "raise", () -> runtime.createIncident("failedJob", id, "x"));
        on("delete a process without its listeners", "one", () -> runtime.deleteProcessInstance(id, "enough", true));
        on(
                "delete a process without its listeners",
                "later",
                () -> runtime.deleteProcessInstancesAsync(List.of(id), null, "enough", true));
        return attempts;
    }

    private void variables() {
        on(VARIABLES, "set", () -> runtime.setVariable(id, "level", 3));
        on(VARIABLES, "set local", () -> runtime.setVariableLocal(id, "level", 3));
        on(VARIABLES, "set several", () -> runtime.setVariables(id, Map.of("level", 3, "hacked", "x")));
        on(VARIABLES, "remove", () -> runtime.removeVariable(id, "rollbackId"));
        on(VARIABLES, "set later", () -> runtime.setVariablesAsync(List.of(id), Map.of("level", 3)));
        on(VARIABLES, "set at the task", () -> tasks.setVariable(task.getId(), "level", 3));
        on(VARIABLES, "set local at the task", () -> tasks.setVariableLocal(task.getId(), "level", 3));
        on(VARIABLES, "remove at the task", () -> tasks.removeVariable(task.getId(), "rollbackId"));
    }

    private ModificationBuilder modification() {
        return runtime.createModification(instance.getProcessDefinitionId())
                .startBeforeActivity(LEVEL_1)
                .processInstanceIds(id);
    }

    private RestartProcessInstanceBuilder restart() {
        return runtime.restartProcessInstances(instance.getProcessDefinitionId())
                .startBeforeActivity(LEVEL_1)
                .processInstanceIds(id);
    }

    private String definition(String key) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private void on(String called, String how, Runnable attempt) {
        attempts.computeIfAbsent(called, any -> new LinkedHashMap<>()).put(how, attempt);
    }
}
