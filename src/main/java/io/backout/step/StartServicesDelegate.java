package io.backout.step;

import io.backout.backup.RestoredRows;
import io.backout.backup.TableMarks;
import io.backout.tool.Mysql;
import io.backout.tool.ToolException;
import io.backout.verification.LogMarks;
import java.util.List;
import org.springframework.stereotype.Component;

/** Start services: exactly those that ran before, and only on the backup's rows. The outage ends when they answer. */
@Component
class StartServicesDelegate extends StepDelegate {
    private final RestoredBackup backup;

    StartServicesDelegate(StepRunner runner, RestoredBackup backup) {
        super(runner);
        this.backup = backup;
    }

    @Override
    protected StepResult perform(StepContext context) {
        List<String> services = Services.remembered(context);
        // One that an interrupted attempt started may have written since.
        if (!context.plan().plan().restoration().undoing() && ServiceProbe.stopped(context) == Probe.HAPPENED) {
            requireRows(context);
        }
        LogMarks.set(context.tools().target(), context.evidenceDirectory());
        if (services.isEmpty()) {
            return StepResult.done("started nothing: no service ran before");
        }
        context.tools().pm2().start(services);
        return StepResult.done("started " + services);
    }

    private void requireRows(StepContext context) {
        Mysql mysql = context.tools().mysql();
        TableMarks proven = KeptMarks.PROVEN.recall(context);
        TableMarks now = TableMarks.read(mysql, mysql.database());
        List<String> differences = RestoredRows.differences(
                mysql, backup.inspection(context).dump(), table -> proven.unwrittenButRenamed(table, now));
        if (!differences.isEmpty()) {
            throw new ToolException(
                    "the live database has not the backup's rows, so nothing was started: "
                            + String.join("; ", differences),
                    "find out who wrote to it since the cut-over, and end that");
        }
    }

    @Override
    protected Probe probe(StepContext context) {
        return ServiceProbe.started(context, Services.remembered(context));
    }
}
