package io.backout.step;

import io.backout.verification.LogMarks;
import org.springframework.stereotype.Component;

/** Start application: exactly the configured processes. The outage ends when they answer. */
@Component
class StartApplicationDelegate extends StepDelegate {
    StartApplicationDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        LogMarks.set(context.tools().target(), context.evidenceDirectory());
        context.tools().pm2().start();
        return StepResult.done("started " + context.tools().target().processes());
    }

    @Override
    protected Probe probe(StepContext context) {
        return ServiceProbe.started(context, context.tools().target().processes());
    }
}
