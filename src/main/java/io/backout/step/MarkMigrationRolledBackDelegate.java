package io.backout.step;

import io.backout.tool.MigrationHistory;
import java.util.List;
import org.springframework.stereotype.Component;

/** Mark migration rolled back: in Prisma's own table, and only when the schema is the release's. */
@Component
class MarkMigrationRolledBackDelegate extends StepDelegate {
    MarkMigrationRolledBackDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        WantedSchema.require(context);
        List<String> migrations = context.plan().plan().wayBack().migrations();
        new MigrationHistory(context.tools().mysql()).markRolledBack(migrations);
        return StepResult.done("marked as rolled back: " + (migrations.isEmpty() ? "nothing" : migrations));
    }
}
