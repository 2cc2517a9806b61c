package io.backout.step;

import io.backout.backup.SwapBack;
import io.backout.backup.SwapLimits;
import io.backout.backup.SwapResult;
import org.springframework.stereotype.Component;

/** Swap back: what a cut-over put away takes its place again, in one statement. */
@Component
class SwapBackDelegate extends StepDelegate {
    SwapBackDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        SwapResult result = swapBack(context).run();
        return StepResult.done("%s; what was live until now is in '%s'%s"
                .formatted(Swaps.words(result), context.schemas().undone(), Swaps.notes(result)));
    }

    /** As in {@link CutOverDelegate}. */
    @Override
    protected Probe probe(StepContext context) {
        return Swaps.probe(swapBack(context).probe());
    }

    @Override
    protected void abandon(StepContext context) {
        swapBack(context).backOff();
    }

    private static SwapBack swapBack(StepContext context) {
        return new SwapBack(context.tools().mysql(), context.schemas(), context.journals(), SwapLimits.SETTLED);
    }
}
