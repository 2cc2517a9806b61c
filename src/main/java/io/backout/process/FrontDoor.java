package io.backout.process;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Every command of a person comes in here, from Tasklist, Cockpit and the REST behind them: the engine's authorizations
 * let an administrator do everything, and a process that an administrator can move proves nothing.
 */
final class FrontDoor extends CommandInterceptor {
    private final ProcessEngineConfigurationImpl engine;
    private final Doorkeeper doorkeeper;

    FrontDoor(ProcessEngineConfigurationImpl engine, Doorkeeper doorkeeper) {
        this.engine = engine;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication person = engine.getIdentityService().getCurrentAuthentication();
        // What a listener or the engine itself does inside a person's command does not come from outside.
        boolean inside = Context.getCommandContext() != null;
        if (inside || person == null || person.getUserId() == null) {
            return next.execute(command);
        }
        return doorkeeper.receive(person.getUserId(), command, () -> next.execute(command));
    }
}
