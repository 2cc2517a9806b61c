package io.backout.process;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Tasks beside a rollback, each in a process of its own; nothing waits for them. */
@Component
public class SideTasks {
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final People people;

    SideTasks(RuntimeService runtime, TaskService tasks, People people) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.people = people;
    }

    /** @param process id of the diagram that holds the task */
    public void open(String process, String rollbackId) {
        people.asBackout(() ->
                runtime.startProcessInstanceByKey(process, rollbackId, Map.of(Variables.ROLLBACK_ID, rollbackId)));
    }

    public void withdraw(String process, String rollbackId, String why) {
        each(process, rollbackId, instance -> runtime.deleteProcessInstance(instance.getId(), why));
    }

    /** What the task says from now on to whoever opens it. */
    public void rewrite(String process, String rollbackId, String briefing) {
        each(
                process,
                rollbackId,
                instance -> tasks.createTaskQuery().processInstanceId(instance.getId()).list().stream()
                        .findFirst()
                        .ifPresent(task -> tasks.setVariable(task.getId(), Variables.BRIEFING, briefing)));
    }

    private void each(String process, String rollbackId, Consumer<ProcessInstance> work) {
        people.asBackout(() -> {
            List<ProcessInstance> open = open(runtime, rollbackId, process);
            open.forEach(work);
            return open;
        });
    }

    static List<ProcessInstance> open(RuntimeService runtime, String rollbackId, String... processes) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKeyIn(processes)
                .processInstanceBusinessKey(rollbackId)
                .list();
    }
}
