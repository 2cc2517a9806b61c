package io.backout.step;

import io.backout.backup.SwapNames;
import io.backout.plan.Evidence;
import io.backout.plan.Plans;
import io.backout.plan.Restoration;
import io.backout.record.Rollback;
import io.backout.tool.Tools;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * What a step of a level has at hand.
 *
 * @param evidence from before anything was touched
 * @param evidenceDirectory where this rollback keeps what it preserves
 * @param interrupted true once a person asked to stop or to climb
 */
public record StepContext(
        Rollback rollback,
        Plans.Stored plan,
        Evidence evidence,
        Tools tools,
        Path evidenceDirectory,
        BooleanSupplier interrupted) {
    StepContext with(Tools others) {
        return new StepContext(rollback, plan, evidence, others, evidenceDirectory, interrupted);
    }

    String to() {
        return plan.plan().route().to();
    }

    /** Of level 3: those beside the live one. */
    SwapNames schemas() {
        Restoration restoration = plan.plan().restoration();
        return SwapNames.of(tools.mysql().database(), restoration.undoing() ? restoration.undoes() : rollback.id());
    }

    /** Where the cut-over left its journal, also when another rollback undoes it. */
    Path journals() {
        Restoration restoration = plan.plan().restoration();
        return restoration.undoing() ? evidenceDirectory.resolveSibling(restoration.undoes()) : evidenceDirectory;
    }

    /** What level 2 destroys, as SQL. */
    Path snapshot() {
        return snapshot(evidenceDirectory);
    }

    static Path snapshot(Path evidenceDirectory) {
        return evidenceDirectory.resolve("snapshot.sql");
    }

    /** Where the release is prepared, beside the live files and on the same file system. */
    Workspace workspace() {
        return new Workspace(tools.git(), rollback.id());
    }
}
