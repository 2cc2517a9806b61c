package io.backout.process;

import java.util.Set;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.Task;

/** What makes a harmless command of the engine one that is refused. */
final class CommandConditions {
    private static final Set<String> STARTED_BY_PEOPLE = Set.of("rollback", "undo", "clean-up", "skip-step");

    private CommandConditions() {}

    /** Everything else is called by a rollback or by Backout; the id of a definition begins with its key. */
    static boolean startsAnotherProcess(Command<?> command) {
        Object id = CommandFields.read(command, "processDefinitionId");
        Object key = null;
        if (CommandFields.read(command, "instantiationBuilder") instanceof ProcessInstantiationBuilderImpl builder) {
            id = builder.getProcessDefinitionId();
            key = builder.getProcessDefinitionKey();
        }
        return !STARTED_BY_PEOPLE.contains(id == null ? String.valueOf(key) : keyIn(id));
    }

    private static String keyIn(Object definitionId) {
        return String.valueOf(definitionId).replaceFirst(":.*", "");
    }

    /** Whoever resolves a delegated task sends variables that no listener sees. */
    static boolean delegates(Command<?> command) {
        return CommandFields.read(command, "task") instanceof Task task
                && task.getDelegationState() == DelegationState.PENDING;
    }

    /** Without its listeners a rollback would never end, and its target would stay locked; it is Cockpit's default. */
    static boolean skipsListeners(Command<?> command) {
        return Boolean.TRUE.equals(CommandFields.read(command, "skipCustomListeners"));
    }
}
