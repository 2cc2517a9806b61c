package io.backout.step;

import io.backout.backup.RestoreAbortedException;
import io.backout.backup.RestoreAside;
import io.backout.backup.RestoreSettings;
import io.backout.backup.RunningRestores;
import io.backout.backup.ServerThrottle;
import io.backout.backup.ShadowSchema;
import io.backout.backup.SwapNames;
import io.backout.target.RestoreLimits;
import io.backout.target.TargetProperties;
import io.backout.tool.Mysql;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Restore backup aside: into a schema beside the live one, which serves meanwhile; goes on after any interruption. */
@Component
class RestoreBackupAsideDelegate extends StepDelegate {
    private final RestoredBackup backup;
    private final RunningRestores running;

    RestoreBackupAsideDelegate(StepRunner runner, RestoredBackup backup, RunningRestores running) {
        super(runner);
        this.backup = backup;
        this.running = running;
    }

    @Override
    protected StepResult perform(StepContext context) {
        Mysql mysql = context.tools().mysql();
        SwapNames names = context.schemas();
        // This rollback holds the target, so whatever other ones restored and never used is not needed any more.
        List<String> dropped = ShadowSchema.dropOthers(mysql, names);
        RestoreAside restore = new RestoreAside(
                mysql,
                context.tools().mysqlClient(),
                backup.file(context),
                backup.inspection(context).dump(),
                names);
        try {
            running.during(context.rollback().id(), restore, () -> restore.restore(settings(context)));
        } catch (RestoreAbortedException e) {
            throw new StepCutShortException("the restore into '%s' was left unfinished".formatted(names.shadow()));
        }
        return StepResult.done("restored %,d rows into '%s', beside the live database%s"
                .formatted(
                        restore.progress().totalRows(),
                        names.shadow(),
                        dropped.isEmpty() ? "" : "; dropped what earlier rollbacks had restored: " + dropped));
    }

    private RestoreSettings settings(StepContext context) {
        TargetProperties target = context.tools().target().properties();
        RestoreLimits restore = target.restore();
        return new RestoreSettings(
                restore.loaders(),
                target.timeLimits().restore(),
                backup.dataDirectory(),
                new ServerThrottle(
                        restore.mostThreads(),
                        restore.mostRedoPercent(),
                        restore.mostReplicaLag(),
                        restore.leastFree().toBytes(),
                        dataOf(context)),
                context.interrupted());
    }

    /** Where the server keeps its data, when that can be seen from here. */
    private Path dataOf(StepContext context) {
        Path data = Path.of(context.tools()
                .mysql()
                .value(
                        "select @@datadir",
                        context.tools().target().properties().timeLimits().command()));
        return java.nio.file.Files.isDirectory(data) ? data : backup.dataDirectory();
    }
}
