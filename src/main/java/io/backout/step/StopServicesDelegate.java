package io.backout.step;

import io.backout.backup.OtherConnections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Stop services: remembers exactly which ran. The outage begins. */
@Component
class StopServicesDelegate extends StepDelegate {
    StopServicesDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        Services.remember(context);
        context.tools().pm2().stop();
        List<String> others = OtherConnections.of(context.tools().mysql());
        return StepResult.done("stopped %s; of these ran %s%s"
                .formatted(
                        context.tools().target().processes(),
                        Services.remembered(context),
                        others.isEmpty()
                                ? ""
                                : "; still connected to the database, and not stopped by Backout: "
                                        + String.join("; ", others)));
    }

    @Override
    protected Probe probe(StepContext context) {
        return ServiceProbe.stopped(context);
    }
}
