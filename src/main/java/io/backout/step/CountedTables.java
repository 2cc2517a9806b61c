package io.backout.step;

import io.backout.plan.CopyComparison;
import io.backout.plan.TableLoss;
import io.backout.plan.TableMarks;
import io.backout.record.Json;
import io.backout.record.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        TableMarks marks = TableMarks.read(context.tools().mysql());
        List<TableLoss> losses = comparison().look(limit());
        try {
            PrivateFiles.createDirectories(context.evidenceDirectory());
            PrivateFiles.replace(file(), Json.write(marks));
        } catch (IOException e) {
            throw new UncheckedIOException("what was counted could not be kept", e);
        }
        return losses;
    }

    /** As far as it was counted before, and not written to since, that count stands. */
    List<TableLoss> countAgain() {
        TableMarks then = marks();
        TableMarks now = TableMarks.read(context.tools().mysql());
        List<TableLoss> losses = new ArrayList<>();
        context.plan().plan().restoration().losses().stream()
                .filter(loss -> then.unwritten(loss.table(), now))
                .forEach(losses::add);
        List<String> known = losses.stream().map(TableLoss::table).toList();
        losses.addAll(comparison().look(limit(), table -> !known.contains(table)));
        return losses;
    }

    private TableMarks marks() {
        try {
            return Json.read(Files.readString(file()), TableMarks.class);
        } catch (IOException | IllegalStateException lost) {
            return new TableMarks(0, 0, false, java.util.Map.of());
        }
    }

    private CopyComparison comparison() {
        return new CopyComparison(context.tools().mysql(), context.schemas().shadow());
    }

    private Duration limit() {
        return context.tools().target().properties().timeLimits().comparison();
    }

    private Path file() {
        return context.evidenceDirectory().resolve("counted-tables.json");
    }
}
