package io.backout.step;

import io.backout.plan.WayBack;
import io.backout.tool.SchemaStatement;
import io.backout.tool.SchemaStatements;
import java.util.List;
import org.springframework.stereotype.Component;

/** Revert schema changes: runs the signed statements from where the schema stands, and ends at the release's schema. */
@Component
class RevertSchemaChangesDelegate extends StepDelegate {
    RevertSchemaChangesDelegate(StepRunner runner) {
        super(runner);
    }

    @Override
    protected StepResult perform(StepContext context) {
        WayBack wayBack = context.plan().plan().wayBack();
        int run = statements(context, wayBack).run();
        WantedSchema.require(context);
        return StepResult.done("ran %d of %d statements; the schema is that of release %s"
                .formatted(
                        run,
                        wayBack.statements().size(),
                        context.plan().plan().route().toName()));
    }

    /** The schema tells how far an interrupted attempt came, except between statements that change only rows. */
    @Override
    protected Probe probe(StepContext context) {
        WayBack wayBack = context.plan().plan().wayBack();
        return seen(wayBack.statements(), statements(context, wayBack).positions());
    }

    /** What only sets something for the connection is set again anyway. */
    static Probe seen(List<SchemaStatement> statements, List<Integer> positions) {
        int first = positions.get(0);
        int last = positions.get(positions.size() - 1);
        if (!statements.subList(first, last).stream().allMatch(SchemaStatement::setsConnection)) {
            return Probe.CANNOT_TELL;
        }
        return last == statements.size() ? Probe.HAPPENED : Probe.DID_NOT_HAPPEN;
    }

    private static SchemaStatements statements(StepContext context, WayBack wayBack) {
        return new SchemaStatements(context.tools().mysql(), wayBack.statements());
    }
}
