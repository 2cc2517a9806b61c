package io.backout.step;

import org.springframework.stereotype.Component;

/** Stop writing: the services stop before the copy is prepared, as the commander decided; nothing more is lost. */
@Component
class StopWritingDelegate extends StepDelegate {
    StopWritingDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        if (!context.plan().plan().restoration().stopsWriting()) {
            throw new IllegalStateException("the commander did not decide to stop writing; nothing was stopped");
        }
        Services.remember(context);
        context.tools().pm2().stop();
        return StepResult.done("stopped %s until the rollback is over: nothing more is written that would be lost"
                .formatted(context.tools().target().processes()));
    }

    @Override
    protected Probe probe(StepContext context) {
        return ServiceProbe.stopped(context);
    }
}
