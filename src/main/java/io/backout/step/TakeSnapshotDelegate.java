package io.backout.step;

import io.backout.backup.BackupSet;
import io.backout.backup.BackupTaking;
import io.backout.plan.Loss;
import io.backout.plan.WayBack;
import io.backout.record.PrivateFiles;
import io.backout.tool.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Take snapshot: keeps what the way back destroys, at level 3 the whole present database, and proves that it is whole. */
@Component
class TakeSnapshotDelegate extends StepDelegate {
    private final RestoredBackup backup;
    private final Clock clock;

    TakeSnapshotDelegate(StepRunner runner, RestoredBackup backup, Clock clock) {
        super(runner);
        this.backup = backup;
        this.clock = clock;
    }

    @Override
    protected StepResult perform(StepContext context) {
        return context.plan().plan().level() == 3 ? whole(context) : ofLosses(context);
    }

    private StepResult whole(StepContext context) {
        BackupSet set = new BackupTaking(context.tools(), backup.dataDirectory(), clock).takeEmergencySnapshot();
        return StepResult.done(
                "dumped the whole present database to '%s', and read it back".formatted(set.directory()));
    }

    private static StepResult ofLosses(StepContext context) {
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
