package io.backout.process;

import static io.backout.process.DoorRule.noted;
import static io.backout.process.DoorRule.passed;

import java.util.List;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractDeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobsRetriesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetStateCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractUpdateProcessInstancesSuspendStateCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteIdentityLinkCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteProcessInstanceBatchCmd;

/** What the engine's authorizations decide about: the record keeps that it was done, or that it was refused. */
final class WatchedCommands {
    static final List<DoorRule> RULES = List.of(
            noted("delete a process", AbstractDeleteProcessInstanceCmd.class, DeleteProcessInstanceBatchCmd.class),
            noted(
                    "suspend or activate a process or a job",
                    AbstractSetStateCmd.class,
                    AbstractUpdateProcessInstancesSuspendStateCmd.class),
            noted("let a stuck step try again", SetJobRetriesCmd.class, AbstractSetJobsRetriesBatchCmd.class),
            noted("change when a job is due", SetJobDuedateCmd.class, RecalculateJobDuedateCmd.class),
            noted("change who works on the task {task}", AbstractAddIdentityLinkCmd.class, DeleteIdentityLinkCmd.class),
            passed("complete the task {task}", CompleteTaskCmd.class, SubmitTaskFormCmd.class),
            passed("claim the task {task}", ClaimTaskCmd.class),
            passed("change the task {task}", SaveTaskCmd.class),
            passed("report a problem", StartProcessInstanceCmd.class, SubmitStartFormCmd.class));

    private WatchedCommands() {}
}
