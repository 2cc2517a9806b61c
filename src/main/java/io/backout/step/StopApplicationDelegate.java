package io.backout.step;

import org.springframework.stereotype.Component;

/** Stop application: exactly the configured processes. The outage begins. */
@Component
class StopApplicationDelegate extends StepDelegate {
    StopApplicationDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        // A level that is climbed to must know what ran before.
        Services.remember(context);
        context.tools().pm2().stop();
        return StepResult.done("stopped " + context.tools().target().processes());
    }

    @Override
    protected Probe probe(StepContext context) {
        return ServiceProbe.stopped(context);
    }
}
