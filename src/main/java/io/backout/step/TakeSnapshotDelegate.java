package io.backout.step;

import io.backout.plan.Loss;
import io.backout.plan.WayBack;
import io.backout.record.PrivateFiles;
import io.backout.tool.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Take snapshot: keeps what the way back destroys, and proves that it can be brought back. */
@Component
class TakeSnapshotDelegate extends StepDelegate {
    TakeSnapshotDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        WayBack wayBack = context.plan().plan().wayBack();
        Path file = context.snapshot();
        try {
            PrivateFiles.createDirectories(context.evidenceDirectory());
            PrivateFiles.createIfAbsent(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot '%s' could not be made".formatted(file), e);
        }
        long limit = context.tools().target().properties().snapshotLimit().toBytes();
        long bytes = new Snapshot(context.tools().mysql(), file, limit)
                .take(wayBack.losses().stream().map(Loss::change).toList());
        return StepResult.done("kept what goes in '%s' (%,d bytes), and restored it once in a scratch database"
                .formatted(file, bytes));
    }
}
