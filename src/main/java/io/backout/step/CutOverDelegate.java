package io.backout.step;

import io.backout.backup.CutOver;
import io.backout.backup.StoredObjects;
import io.backout.backup.SwapLimits;
import io.backout.backup.SwapResult;
import org.springframework.stereotype.Component;

/** Cut over: the restored tables take the live ones' place in one statement, which puts the present ones away whole. */
@Component
class CutOverDelegate extends StepDelegate {
    private final RestoredBackup backup;

    CutOverDelegate(StepRunner runner, RestoredBackup backup) {
        super(runner);
        this.backup = backup;
    }

    @Override
    protected StepResult perform(StepContext context) {
        SwapResult result =
                cutOver(context).run(StoredObjects.of(backup.inspection(context).dump()), true);
        return StepResult.done("%s; the present data is put away whole in '%s'%s"
                .formatted(Swaps.words(result), context.schemas().putAway(), Swaps.notes(result)));
    }

    /** Where the marker table lies tells; a half-done swap is run again, and goes on from there. */
    @Override
    protected Probe probe(StepContext context) {
        return Swaps.probe(cutOver(context).probe());
    }

    @Override
    protected void abandon(StepContext context) {
        cutOver(context).backOff();
    }

    private static CutOver cutOver(StepContext context) {
        return new CutOver(context.tools().mysql(), context.schemas(), context.journals(), SwapLimits.SETTLED);
    }
}
