package io.backout.step;

import io.backout.tool.Migration;
import io.backout.tool.Mysql;
import io.backout.tool.ScratchSchema;
import io.backout.tool.ToolException;
import java.util.List;

/** The schema that the release's migrations build. */
final class WantedSchema {
    private WantedSchema() {}

    /** @throws ToolException when the live schema is another one */
    static void require(StepContext context) {
        Mysql mysql = context.tools().mysql();
        List<String> differences = mysql.wholeSchema()
                .differencesFrom(new ScratchSchema(mysql)
                        .build(Migration.of(context.tools().git(), context.to())));
        if (!differences.isEmpty()) {
            throw new ToolException(
                    "the schema is not that of release %s: %s"
                            .formatted(context.plan().plan().route().toName(), String.join("; ", differences)),
                    "somebody changed it meanwhile: mend it by hand and retry, or stop and decide anew.");
        }
    }
}
