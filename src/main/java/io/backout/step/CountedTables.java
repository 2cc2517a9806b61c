package io.backout.step;

import io.backout.backup.TableMarks;
import io.backout.plan.CopyComparison;
import io.backout.plan.TableLoss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what each table loses, and later only what was written to since. */
final class CountedTables {
    private final StepContext context;

    CountedTables(StepContext context) {
        this.context = context;
    }

    /** Every table, row by row. */
    List<TableLoss> count() {
        // Before the count: a write during it makes its table one that was written to.
        TableMarks marks = live();
        List<TableLoss> losses = comparison().look(limit());
        KeptMarks.COUNTED.keep(context, marks);
        return losses;
    }

    /** As far as it was counted before, and not written to since, that count stands. */
    List<TableLoss> countAgain() {
        TableMarks then = KeptMarks.COUNTED.recall(context);
        TableMarks now = live();
        List<TableLoss> losses = new ArrayList<>();
        context.plan().plan().restoration().losses().stream()
                .filter(loss -> then.unwritten(loss.table(), now))
                .forEach(losses::add);
        List<String> known = losses.stream().map(TableLoss::table).toList();
        losses.addAll(comparison().look(limit(), table -> !known.contains(table)));
        return losses;
    }

    private TableMarks live() {
        return TableMarks.read(context.tools().mysql(), context.tools().mysql().database());
    }

    private CopyComparison comparison() {
        return new CopyComparison(context.tools().mysql(), context.schemas().shadow());
    }

    private Duration limit() {
        return context.tools().target().properties().timeLimits().comparison();
    }
}
