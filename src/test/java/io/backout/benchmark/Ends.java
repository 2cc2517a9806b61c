package io.backout.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;

/** Tells when rollbacks have ended: right after their last commit. */
final class Ends extends AbstractProcessEnginePlugin implements HistoryEventHandler {
    private static final long LIMIT_MINUTES = 30;

    private volatile CountDownLatch open = new CountDownLatch(0);

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomHistoryEventHandlers(new ArrayList<>(List.of(this)));
    }

    void expect(int rollbacks) {
        open = new CountDownLatch(rollbacks);
    }

    void await() throws InterruptedException {
        if (!open.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(open.getCount() + " rollbacks did not end");
        }
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        // An activity's end is of the same type.
        if (event instanceof HistoricProcessInstanceEventEntity
                && event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)
                && event.getProcessDefinitionKey().equals("rollback")) {
            CountDownLatch counted = open;
            Context.getCommandContext()
                    .getTransactionContext()
                    .addTransactionListener(TransactionState.COMMITTED, commit -> counted.countDown());
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
