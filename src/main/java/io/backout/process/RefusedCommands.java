package io.backout.process;

import static io.backout.process.DoorRule.refused;

import java.util.List;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractModificationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractPatchVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractRestartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractVariableCmd;
import org.camunda.bpm.engine.impl.cmd.CreateIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessDefinitionsByIdsCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceAsyncCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetProcessDefinitionVersionCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.batch.CorrelateAllMessageBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;

/** What nobody may ask of the engine from outside: it would take a rollback past its signatures. */
final class RefusedCommands {
    private static final String TASKS =
            "answer the open task in Tasklist; the incident commander can stop the rollback.";
    private static final String FORMS = "what a rollback has to know is asked for in the forms of its tasks.";
    private static final String START = "report the problem: start the process 'Rollback'.";
    private static final String ASSIGN = "assign the task to somebody who holds its duty.";
    private static final String RETRY = "let a stuck step try again with 'Increment number of retries' in Cockpit.";

    static final List<DoorRule> RULES = List.of(
            refused(
                    "move a token",
                    TASKS,
                    ModifyProcessInstanceCmd.class,
                    ModifyProcessInstanceAsyncCmd.class,
                    AbstractModificationCmd.class),
            refused("restart a process", START, AbstractRestartProcessInstanceCmd.class),
            refused(
                    "migrate a process to another diagram",
                    TASKS,
                    AbstractMigrationCmd.class,
                    SetProcessDefinitionVersionCmd.class),
            refused(
                    "set or remove variables from outside",
                    FORMS,
                    AbstractVariableCmd.class,
                    AbstractPatchVariablesCmd.class,
                    SetVariablesToProcessInstancesBatchCmd.class),
            refused(
                    "end the task {task} with an error or an escalation",
                    "complete the task.",
                    HandleTaskBpmnErrorCmd.class,
                    HandleTaskEscalationCmd.class),
            refused("delegate the task {task}", ASSIGN, DelegateTaskCmd.class, ResolveTaskCmd.class),
            refused("delegate the task {task}", ASSIGN, SaveTaskCmd.class).when(CommandConditions::delegates),
            refused(
                    "send a message, a signal or a condition",
                    TASKS,
                    AbstractCorrelateMessageCmd.class,
                    CorrelateAllMessageBatchCmd.class,
                    MessageEventReceivedCmd.class,
                    SignalEventReceivedCmd.class,
                    SignalCmd.class,
                    EvaluateStartConditionCmd.class),
            refused("start a process in its middle", START, StartProcessInstanceAtActivitiesCmd.class),
            refused("start this process", START, StartProcessInstanceCmd.class, SubmitStartFormCmd.class)
                    .when(CommandConditions::startsAnotherProcess),
            refused(
                    "deploy or delete diagrams",
                    "diagrams come with a release of Backout; install that.",
                    DeployCmd.class,
                    DeleteDeploymentCmd.class,
                    AbstractDeleteProcessDefinitionCmd.class,
                    DeleteProcessDefinitionsByIdsCmd.class),
            refused(
                    "run or delete a job by hand",
                    RETRY,
                    ExecuteJobsCmd.class,
                    DeleteJobCmd.class,
                    DeleteJobsCmd.class),
            refused("raise or resolve an incident by hand", RETRY, CreateIncidentCmd.class, ResolveIncidentCmd.class),
            refused(
                            "delete a process without its listeners",
                            "do not choose 'Skip Custom Listeners'.",
                            AbstractDeleteProcessInstanceCmd.class,
                            DeleteProcessInstanceBatchCmd.class)
                    .when(CommandConditions::skipsListeners));

    private RefusedCommands() {}
}
