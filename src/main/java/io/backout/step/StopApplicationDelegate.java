package io.backout.step;

import io.backout.tool.Pm2.Pm2Process;
import org.springframework.stereotype.Component;

/** Stop application: exactly the configured processes. The outage begins. */
@Component
class StopApplicationDelegate extends StepDelegate {
    StopApplicationDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        context.tools().pm2().stop();
        return StepResult.done("stopped " + context.tools().target().processes());
    }

    @Override
    protected Probe probe(StepContext context) {
        boolean allStopped = context.tools().pm2().processes().stream()
                .map(Pm2Process::status)
                .allMatch(status -> status.equals("stopped"));
        return allStopped ? Probe.HAPPENED : Probe.DID_NOT_HAPPEN;
    }
}
