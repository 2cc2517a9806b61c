package io.backout.process;

import io.backout.record.Rollback;
import io.backout.record.Rollbacks;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells from the ids that a command carries which rollback it is about. */
@Component
class CommandSubjects {
    private static final List<String> HOLDERS = List.of("builder", "executionBuilder", "instantiationBuilder", "task");

    private final ProcessEngine engine;
    private final People people;
    private final Rollbacks rollbacks;

    /** Lazily, because the engine is built with its door. */
    CommandSubjects(@Lazy ProcessEngine engine, @Lazy People people, Rollbacks rollbacks) {
        this.engine = engine;
        this.people = people;
        this.rollbacks = rollbacks;
    }

    /** @param task its name, or what stands for it where the command is about no task that there is */
    record Subject(Set<String> rollbackIds, String task) {}

    Subject of(Command<?> command) {
        Set<String> ids = new LinkedHashSet<>(CommandFields.texts(command));
        for (String name : HOLDERS) {
            Optional.ofNullable(CommandFields.read(command, name))
                    .ifPresent(holder -> ids.addAll(CommandFields.texts(holder)));
        }
        return people.asBackout(() -> find(ids));
    }

    private Subject find(Set<String> ids) {
        Set<String> found = new LinkedHashSet<>();
        String task = "of a rollback";
        for (String id : ids) {
            Optional<Task> asked = Optional.ofNullable(
                    engine.getTaskService().createTaskQuery().taskId(id).singleResult());
            task = asked.map(it -> "'" + it.getName() + "'").orElse(task);
            Stream.concat(Stream.of(id), rollbackKeys(id, asked))
                    .flatMap(key -> rollbacks.find(key).map(Rollback::id).stream())
                    .forEach(found::add);
        }
        return new Subject(found.isEmpty() ? Set.of(People.NO_ROLLBACK) : found, task);
    }

    /** Called instances carry the same business key; an ended one has it in the history. */
    private Stream<String> rollbackKeys(String id, Optional<Task> task) {
        Set<String> instances = new HashSet<>(Set.of(id));
        task.map(Task::getProcessInstanceId).ifPresent(instances::add);
        engine.getRuntimeService().createExecutionQuery().executionId(id).list().stream()
                .map(Execution::getProcessInstanceId)
                .forEach(instances::add);
        engine.getManagementService().createJobQuery().jobId(id).list().stream()
                .map(Job::getProcessInstanceId)
                .forEach(instances::add);
        instances.remove(null);
        return engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceIds(instances)
                .list()
                .stream()
                .map(HistoricProcessInstance::getBusinessKey)
                .filter(key -> key != null);
    }
}
