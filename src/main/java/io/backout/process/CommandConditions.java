package io.backout.process;

import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** What makes a harmless command of the engine one that is refused. */
final class CommandConditions {
    private static final String ROLLBACK = "rollback";

    private CommandConditions() {}

    /** Everything else is called by a rollback or by Backout; the id of a definition begins with its key. */
    static boolean startsAnotherProcess(Command<?> command) {
        Object id = CommandFields.read(command, "processDefinitionId");
        Object key = null;
        if (CommandFields.read(command, "instantiationBuilder") instanceof ProcessInstantiationBuilderImpl builder) {
            id = builder.getProcessDefinitionId();
            key = builder.getProcessDefinitionKey();
        }
        return !(id == null ? ROLLBACK.equals(key) : isRollback(id));
    }

    private static boolean isRollback(@Nullable Object id) {
        return String.valueOf(id).startsWith(ROLLBACK + ":");
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
